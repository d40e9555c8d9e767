package execo.plot;

import java.util.List;

/**
 * How a series differs from others: by colour, then by the shape of its marks, then by dashes. The
 * colours are those of Okabe and Ito, which people tell apart whatever their colour vision, without
 * the yellow, which is too light for lines on paper.
 *
 * @param ink its colour and dashes
 * @param mark the shape of its marks
 */
record Look(Ink ink, Mark mark) {
  private static final int[] COLOURS = {
    0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x222222
  };
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
    var dash = DASHES.get(index / COLOURS.length % DASHES.size());
    var marks = Mark.values();
    return new Look(
        new Ink(COLOURS[index % COLOURS.length], 1, 1.5, dash), marks[index % marks.length]);
  }

  /** Draws the mark around a point. */
  void mark(Canvas canvas, double x, double y, double size) {
    double r = size / 2;
    var fill = ink.solid();
    switch (mark) {
      case CIRCLE -> canvas.circle(x, y, r, fill, fill);
      case SQUARE ->
          canvas.shape(
              new double[] {x - r, x + r, x + r, x - r},
              new double[] {y - r, y - r, y + r, y + r},
              fill,
              fill);
      case TRIANGLE ->
          canvas.shape(
              new double[] {x - r, x + r, x}, new double[] {y + r, y + r, y - r}, fill, fill);
      case WEDGE ->
          canvas.shape(
              new double[] {x - r, x + r, x}, new double[] {y - r, y - r, y + r}, fill, fill);
      case DIAMOND ->
          canvas.shape(
              new double[] {x - 1.2 * r, x, x + 1.2 * r, x},
              new double[] {y, y - 1.2 * r, y, y + 1.2 * r},
              fill,
              fill);
    }
  }
}
