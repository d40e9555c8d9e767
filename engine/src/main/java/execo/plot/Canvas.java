package execo.plot;

import org.jspecify.annotations.Nullable;

/** What pictures are drawn on. Lengths are in pixels, from the upper left corner. */
interface Canvas {

  /** Which point of a text is put somewhere. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A line through some points. */
  void line(double[] xs, double[] ys, Ink ink);

  default void line(double x1, double y1, double x2, double y2, Ink ink) {
    line(new double[] {x1, x2}, new double[] {y1, y2}, ink);
  }

  /** A closed shape; without a fill or an outline if there is none. */
  void shape(double[] xs, double[] ys, @Nullable Ink fill, @Nullable Ink outline);

  default void box(
      double x, double y, double width, double height, @Nullable Ink fill, @Nullable Ink outline) {
    shape(
        new double[] {x, x + width, x + width, x},
        new double[] {y, y, y + height, y + height},
        fill,
        outline);
  }

  void circle(double x, double y, double radius, @Nullable Ink fill, @Nullable Ink outline);

  /** A text whose baseline is at a height. */
  void text(double x, double y, String text, double size, Anchor anchor);

  /** A text that is read from below, whose baseline is at an x, and whose middle at a y. */
  void upward(double x, double y, String text, double size);

  /** Nothing is drawn outside of a rectangle from now on. */
  void clip(double x, double y, double width, double height);

  /** Drawn is everywhere again. */
  void unclip();
}
