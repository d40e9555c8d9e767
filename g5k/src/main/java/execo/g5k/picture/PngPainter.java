package execo.g5k.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** Paints pictures into PNG. No window is ever opened for that. */
final class PngPainter {
  static {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  private final Graphics2D graphics;
  private final double scale;
  private final Map<Fill, TexturePaint> textures = new HashMap<>();

  private PngPainter(Graphics2D graphics, double scale) {
    this.graphics = graphics;
    this.scale = scale;
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
      var painter = new PngPainter(graphics, scale);
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
        graphics.setPaint(paint(boxes.fill()));
        for (int i = 0; i < bounds.length; i += 4) {
          graphics.fill(
              new Rectangle2D.Double(bounds[i], bounds[i + 1], bounds[i + 2], bounds[i + 3]));
        }
      }
      case Shape.Area area -> {
        var outline = path(area.points());
        outline.closePath();
        graphics.setPaint(paint(area.fill()));
        graphics.fill(outline);
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke((float) Shape.Area.EDGE));
        graphics.draw(outline);
      }
      case Shape.Path path -> paint(path(path.points()), "none", path.stroke(), stroke(path));
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

  private static Path2D path(double[] points) {
    var path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    return path;
  }

  private Paint paint(Fill fill) {
    return fill.pattern() == Pattern.PLAIN
        ? Color.decode(fill.colour())
        : textures.computeIfAbsent(fill, this::texture);
  }

  /** A tile of the pattern, as fine as the image is. */
  private TexturePaint texture(Fill fill) {
    int side = (int) Math.ceil(Pattern.TILE * scale);
    var tile = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    var on = tile.createGraphics();
    try {
      on.setRenderingHints(graphics.getRenderingHints());
      on.setColor(Color.decode(fill.colour()));
      on.fillRect(0, 0, side, side);
      on.scale((double) side / Pattern.TILE, (double) side / Pattern.TILE);
      on.setColor(Color.decode(fill.ink()));
      on.setStroke(
          new BasicStroke(
              (float) fill.pattern().width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
      for (var line : fill.pattern().lines()) {
        on.draw(path(line));
      }
    } finally {
      on.dispose();
    }
    return new TexturePaint(tile, new Rectangle2D.Double(0, 0, Pattern.TILE, Pattern.TILE));
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
