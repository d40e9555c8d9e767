package execo.g5k.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Paints pictures into PNG. */
final class PngPainter {
  private final Graphics2D graphics;

  private PngPainter(Graphics2D graphics) {
    this.graphics = graphics;
  }

  static byte[] paint(Picture picture, double scale) {
    var image =
        new BufferedImage(
            (int) Math.ceil(picture.width() * scale),
            (int) Math.ceil(picture.height() * scale),
            BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.scale(scale, scale);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      var painter = new PngPainter(graphics);
      picture.shapes().forEach(painter::paint);
    } finally {
      graphics.dispose();
    }
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void paint(Shape shape) {
    switch (shape) {
      case Shape.Box b ->
          paint(
              new RoundRectangle2D.Double(
                  b.x(), b.y(), b.width(), b.height(), 2 * b.radius(), 2 * b.radius()),
              b.fill(),
              b.stroke(),
              new BasicStroke((float) b.line()));
      case Shape.Boxes boxes -> {
        var bounds = boxes.bounds();
        graphics.setColor(Color.decode(boxes.fill()));
        for (int i = 0; i < bounds.length; i += 4) {
          graphics.fill(
              new Rectangle2D.Double(bounds[i], bounds[i + 1], bounds[i + 2], bounds[i + 3]));
        }
      }
      case Shape.Path path -> {
        var points = path.points();
        var outline = new Path2D.Double();
        for (int i = 0; i < points.length; i += 2) {
          if (i == 0) {
            outline.moveTo(points[i], points[i + 1]);
          } else {
            outline.lineTo(points[i], points[i + 1]);
          }
        }
        paint(outline, path.fill(), path.stroke(), stroke(path));
      }
      case Shape.Disk d ->
          paint(
              new Ellipse2D.Double(
                  d.x() - d.radius(), d.y() - d.radius(), 2 * d.radius(), 2 * d.radius()),
              d.fill(),
              d.stroke(),
              new BasicStroke(1));
      case Shape.Text text -> text(text);
    }
  }

  private static BasicStroke stroke(Shape.Path path) {
    float line = (float) path.line();
    return path.dashed()
        ? new BasicStroke(
            line, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0)
        : new BasicStroke(line);
  }

  private void paint(java.awt.Shape shape, String fill, String stroke, BasicStroke pen) {
    if (!fill.equals("none")) {
      graphics.setColor(Color.decode(fill));
      graphics.fill(shape);
    }
    if (!stroke.equals("none")) {
      graphics.setColor(Color.decode(stroke));
      graphics.setStroke(pen);
      graphics.draw(shape);
    }
  }

  private void text(Shape.Text text) {
    graphics.setFont(
        new Font(Font.SANS_SERIF, text.bold() ? Font.BOLD : Font.PLAIN, 1)
            .deriveFont((float) text.size()));
    graphics.setColor(Color.decode(text.fill()));
    double width = graphics.getFontMetrics().getStringBounds(text.text(), graphics).getWidth();
    double x =
        switch (text.anchor()) {
          case START -> text.x();
          case MIDDLE -> text.x() - width / 2;
          case END -> text.x() - width;
        };
    graphics.drawString(text.text(), (float) x, (float) text.y());
  }
}
