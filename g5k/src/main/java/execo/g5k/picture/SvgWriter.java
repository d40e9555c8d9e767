package execo.g5k.picture;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes pictures as SVG. */
final class SvgWriter {
  private final StringBuilder out = new StringBuilder();

  private SvgWriter() {}

  static String write(Picture picture) {
    var writer = new SvgWriter();
    writer.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
            + " font-family=\"DejaVu Sans, Verdana, Arial, sans-serif\">%n",
        picture.width(), picture.height(), picture.width(), picture.height());
    writer.add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n");
    writer.patterns(picture.shapes());
    picture.shapes().forEach(writer::add);
    return writer.out.append("</svg>\n").toString();
  }

  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).replace(System.lineSeparator(), "\n"));
  }

  private void add(Shape shape) {
    switch (shape) {
      case Shape.Box b ->
          add(
              "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"%s\""
                  + " stroke=\"%s\" stroke-width=\"%s\"/>%n",
              number(b.x()),
              number(b.y()),
              number(b.width()),
              number(b.height()),
              number(b.radius()),
              b.fill(),
              b.stroke(),
              number(b.line()));
      case Shape.Boxes boxes -> boxes(boxes);
      case Shape.Area area -> area(area);
      case Shape.Path path -> path(path);
      case Shape.Disk d ->
          add(
              "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\"/>%n",
              number(d.x()), number(d.y()), number(d.radius()), d.fill(), d.stroke());
      case Shape.Text t ->
          add(
              "<text x=\"%s\" y=\"%s\" font-size=\"%s\"%s text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
              number(t.x()),
              number(t.y()),
              number(t.size()),
              t.bold() ? " font-weight=\"bold\"" : "",
              t.anchor().name().toLowerCase(Locale.ROOT),
              t.fill(),
              escaped(t.text()));
    }
  }

  private void boxes(Shape.Boxes boxes) {
    out.append("<path fill=\"").append(paint(boxes.fill())).append("\" d=\"");
    var bounds = boxes.bounds();
    for (int i = 0; i < bounds.length; i += 4) {
      out.append('M').append(number(bounds[i])).append(' ').append(number(bounds[i + 1]));
      out.append('h').append(number(bounds[i + 2]));
      out.append('v').append(number(bounds[i + 3]));
      out.append('h').append(number(-bounds[i + 2])).append('z');
    }
    out.append("\"/>\n");
  }

  private void area(Shape.Area area) {
    out.append("<path fill=\"").append(paint(area.fill()));
    out.append("\" stroke=\"#ffffff\" stroke-width=\"").append(number(Shape.Area.EDGE));
    out.append("\" d=\"");
    points(area.points());
    out.append("z\"/>\n");
  }

  private void path(Shape.Path path) {
    out.append("<path fill=\"none\" stroke=\"").append(path.stroke());
    out.append("\" stroke-width=\"").append(number(path.line()));
    out.append(path.dashed() ? "\" stroke-dasharray=\"5 4" : "").append("\" d=\"");
    points(path.points());
    out.append("\"/>\n");
  }

  private void points(double[] points) {
    for (int i = 0; i < points.length; i += 2) {
      out.append(i == 0 ? 'M' : 'L');
      out.append(number(points[i])).append(' ').append(number(points[i + 1]));
    }
  }

  /** The patterns that are used, by the names that their fills give them. */
  private void patterns(List<Shape> shapes) {
    shapes.stream()
        .flatMap(shape ->
            switch (shape) {
              case Shape.Boxes boxes -> Stream.of(boxes.fill());
              case Shape.Area area -> Stream.of(area.fill());
              default -> Stream.of();
            })
        .filter(fill -> fill.pattern() != Pattern.PLAIN)
        .distinct()
        .forEach(this::pattern);
  }

  private void pattern(Fill fill) {
    add(
        "<pattern id=\"%s\" width=\"%d\" height=\"%d\" patternUnits=\"userSpaceOnUse\">%n",
        name(fill), Pattern.TILE, Pattern.TILE);
    add(
        "<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>%n",
        Pattern.TILE, Pattern.TILE, fill.colour());
    out.append("<path stroke=\"").append(fill.ink()).append("\" stroke-width=\"");
    out.append(number(fill.pattern().width())).append("\" d=\"");
    fill.pattern().lines().forEach(this::points);
    out.append("\"/>\n</pattern>\n");
  }

  private static String name(Fill fill) {
    return fill.pattern().name().toLowerCase(Locale.ROOT) + '-' + fill.colour().substring(1);
  }

  private static String paint(Fill fill) {
    return fill.pattern() == Pattern.PLAIN ? fill.colour() : "url(#" + name(fill) + ")";
  }

  /** At most two digits after the point. */
  static String number(double value) {
    long hundredths = Math.round(value * 100);
    long whole = Math.abs(hundredths) / 100;
    long rest = Math.abs(hundredths) % 100;
    var text = rest == 0 ? "" + whole : whole + (rest < 10 ? ".0" : ".") + rest;
    return hundredths < 0 ? "-" + text : text;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
