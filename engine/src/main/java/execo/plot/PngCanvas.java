package execo.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Draws into a PNG image. */
final class PngCanvas implements Canvas {
  private final BufferedImage image;
  private final Graphics2D graphics;

  PngCanvas(int width, int height, double scale) {
    image =
        new BufferedImage(
            (int) Math.ceil(width * scale),
            (int) Math.ceil(height * scale),
            BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.scale(scale, scale);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  @Override
  public void line(double[] xs, double[] ys, Ink ink) {
    draw(path(xs, ys), ink);
  }

  @Override
  public void shape(double[] xs, double[] ys, @Nullable Ink fill, @Nullable Ink outline) {
    var path = path(xs, ys);
    path.closePath();
    paint(path, fill, outline);
  }

  @Override
  public void circle(double x, double y, double radius, @Nullable Ink fill, @Nullable Ink outline) {
    paint(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), fill, outline);
  }

  private void paint(Shape shape, @Nullable Ink fill, @Nullable Ink outline) {
    if (fill != null) {
      graphics.setColor(colour(fill));
      graphics.fill(shape);
    }
    if (outline != null) {
      draw(shape, outline);
    }
  }

  private void draw(Shape shape, Ink ink) {
    graphics.setColor(colour(ink));
    graphics.setStroke(stroke(ink));
    graphics.draw(shape);
  }

  private static Path2D path(double[] xs, double[] ys) {
    var path = new Path2D.Double();
    path.moveTo(xs[0], ys[0]);
    for (int i = 1; i < xs.length; i++) {
      path.lineTo(xs[i], ys[i]);
    }
    return path;
  }

  private static BasicStroke stroke(Ink ink) {
    float width = (float) ink.width();
    if (ink.dash().isEmpty()) {
      return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }
    var dash = new float[ink.dash().size()];
    for (int i = 0; i < dash.length; i++) {
      dash[i] = ink.dash().get(i).floatValue();
    }
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  private static Color colour(Ink ink) {
    return new Color(ink.rgb() | (int) Math.round(ink.alpha() * 255) << 24, true);
  }

  @Override
  public void text(double x, double y, String text, double size, Anchor anchor) {
    double shift =
        switch (anchor) {
          case START -> 0;
          case MIDDLE -> Fonts.width(text, size) / 2;
          case END -> Fonts.width(text, size);
        };
    graphics.setColor(colour(Ink.DARK));
    graphics.setFont(Fonts.font(size));
    graphics.drawString(text, (float) (x - shift), (float) y);
  }

  @Override
  public void upward(double x, double y, String text, double size) {
    var before = graphics.getTransform();
    graphics.translate(x, y);
    graphics.rotate(-Math.PI / 2);
    text(0, 0, text, size, Anchor.MIDDLE);
    graphics.setTransform(before);
  }

  @Override
  public void clip(double x, double y, double width, double height) {
    graphics.setClip(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void unclip() {
    graphics.setClip(null);
  }

  /** The whole file. */
  byte[] finish() {
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
