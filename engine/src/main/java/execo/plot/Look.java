package execo.plot;

import java.util.List;

/**
 * How a series differs from others: by colour, by the shape of its marks, then by dashes and the
 * fill of boxes. The colours are those of Okabe and Ito, which people tell apart whatever their
 * colour vision, without the yellow, which is too light for lines on paper.
 *
 * @param ink its colour and dashes
 * @param mark the shape of its marks
 * @param fill what its boxes are filled with
 */
record Look(Ink ink, Mark mark, Ink fill) {
  private static final int[] COLOURS = {
    0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x222222
  };
  private static final double[] TINTS = {0.3, 0, 0.75, 0.12};
  private static final List<List<Double>> DASHES =
      List.of(List.of(), List.of(6.0, 3.0), List.of(2.0, 2.0), List.of(8.0, 3.0, 2.0, 3.0));

  /** The shape of a mark. */
  enum Mark {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    DIAMOND,
    WEDGE
  }

  /** The look of a series by its place among all. */
  static Look of(int index) {
    int round = index / COLOURS.length % DASHES.size();
    var ink = new Ink(COLOURS[index % COLOURS.length], 1, 1.5, DASHES.get(round));
    var marks = Mark.values();
    return new Look(ink, marks[index % marks.length], ink.tint(TINTS[round]));
  }

  /** Draws the mark around a point. */
  void mark(Canvas canvas, double x, double y, double size) {
    double r = size / 2;
    var dark = ink.solid();
    switch (mark) {
      case CIRCLE -> canvas.circle(x, y, r, dark, dark);
      case SQUARE ->
          canvas.shape(
              new double[] {x - r, x + r, x + r, x - r},
              new double[] {y - r, y - r, y + r, y + r},
              dark,
              dark);
      case TRIANGLE ->
          canvas.shape(
              new double[] {x - r, x + r, x}, new double[] {y + r, y + r, y - r}, dark, dark);
      case WEDGE ->
          canvas.shape(
              new double[] {x - r, x + r, x}, new double[] {y - r, y - r, y + r}, dark, dark);
      case DIAMOND ->
          canvas.shape(
              new double[] {x - 1.2 * r, x, x + 1.2 * r, x},
              new double[] {y, y - 1.2 * r, y, y + 1.2 * r},
              dark,
              dark);
    }
  }
}
