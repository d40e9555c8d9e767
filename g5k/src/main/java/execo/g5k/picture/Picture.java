package execo.g5k.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A drawing that can be saved as SVG or as PNG. Immutable, so thread-safe. */
public final class Picture {
  private final double width;
  private final double height;
  private final List<Shape> shapes;

  Picture(double width, double height, List<Shape> shapes) {
    this.width = width;
    this.height = height;
    this.shapes = List.copyOf(shapes);
  }

  /** The width in pixels. */
  public int width() {
    return (int) Math.ceil(width);
  }

  /** The height in pixels. */
  public int height() {
    return (int) Math.ceil(height);
  }

  List<Shape> shapes() {
    return shapes;
  }

  /** The text of an SVG file. */
  public String svg() {
    return SvgWriter.write(this);
  }

  /** The bytes of a PNG file, with so many pixels for one of the picture. */
  public byte[] png(double scale) {
    return PngPainter.paint(this, scale);
  }

  /**
   * Saves it; the end of the name tells the format. A PNG has two pixels for one of the picture.
   *
   * @return the file
   * @throws IllegalArgumentException for a name that ends neither in {@code .svg} nor in {@code
   *     .png}
   * @throws UncheckedIOException if the file cannot be written
   */
  public Path save(Path file) {
    var name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".svg") && !name.endsWith(".png")) {
      throw new IllegalArgumentException(
          "a picture is saved as .svg or .png, so not as '%s'".formatted(file));
    }
    try {
      if (name.endsWith(".svg")) {
        Files.writeString(file, svg());
      } else {
        Files.write(file, png(2));
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the picture cannot be saved as " + file, e);
    }
  }
}
