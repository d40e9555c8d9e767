package execo.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** The font of all pictures, and how wide texts are. No window is ever opened for that. */
final class Fonts {
  /** What a browser takes instead of Java's sans serif: on most systems the same, else as wide. */
  static final String FAMILIES = "DejaVu Sans, Verdana, sans-serif";

  private static final FontRenderContext FLAT = new FontRenderContext(null, true, true);

  static {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  private Fonts() {}

  static Font font(double size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size);
  }

  static double width(String text, double size) {
    return text.isEmpty() ? 0 : font(size).getStringBounds(text, FLAT).getWidth();
  }
}
