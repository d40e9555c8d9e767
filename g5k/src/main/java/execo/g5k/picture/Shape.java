package execo.g5k.picture;

import java.util.Arrays;
import java.util.List;

/** Something that a picture is made of. Colours are as {@code #rrggbb}, or {@code none}. */
sealed interface Shape {
  /** A rectangle with rounded corners. */
  record Box(
      double x,
      double y,
      double width,
      double height,
      double radius,
      String fill,
      String stroke,
      double line)
      implements Shape {}

  /** Many plain rectangles of one fill: x, y, width, height, and so on. */
  record Boxes(double[] bounds, Fill fill) implements Shape {}

  /** An area with a thin white edge, so that areas that touch are seen apart: x, y, and so on. */
  record Area(double[] points, Fill fill) implements Shape {
    /** How wide the edge is, half of it within the area. */
    static final double EDGE = 0.7;
  }

  /** A broken line: x, y, and so on. */
  record Path(double[] points, String stroke, double line, boolean dashed) implements Shape {}

  /** A disk. */
  record Disk(double x, double y, double radius, String fill, String stroke) implements Shape {}

  /** A line of text; its x is where it starts, its middle or its end; its y is its base line. */
  record Text(
      double x, double y, String text, double size, boolean bold, Anchor anchor, String fill)
      implements Shape {
    /** About how wide it is: never less than it is in a usual sans serif font. */
    double width() {
      return width(text, size, bold);
    }

    double left() {
      return switch (anchor) {
        case START -> x;
        case MIDDLE -> x - width() / 2;
        case END -> x - width();
      };
    }

    static double width(String text, double size, boolean bold) {
      return text.codePointCount(0, text.length()) * size * (bold ? 0.68 : 0.61);
    }
  }

  /** Where a text's x is. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A straight line. */
  static Path line(double x1, double y1, double x2, double y2, String stroke, double line) {
    return new Path(new double[] {x1, y1, x2, y2}, stroke, line, false);
  }

  /** Rectangles out of a list of x, y, width, height. */
  static Boxes boxes(List<double[]> bounds, Fill fill) {
    return new Boxes(bounds.stream().flatMapToDouble(Arrays::stream).toArray(), fill);
  }

  /** What a legend shows of a fill, beside a text of a usual size on a line. */
  static Boxes swatch(double x, double line, Fill fill) {
    return new Boxes(new double[] {x, line - 10, 14, 12}, fill);
  }
}
