package execo.g5k.picture;

import java.util.List;

/** Lines or dots that tell areas of one colour apart; they go on from one area to the next. */
enum Pattern {
  /** Nothing. */
  PLAIN(0),
  /** Lines from the lower left to the upper right. */
  RISING(1.2, new double[] {-1, 7, 7, -1}, new double[] {-1, 1, 1, -1}, new double[] {5, 7, 7, 5}),
  /** Dots. */
  DOTS(2, new double[] {0.5, 1.5, 2.5, 1.5}, new double[] {3.5, 4.5, 5.5, 4.5}),
  /** Lines from the upper left to the lower right. */
  FALLING(1.2, new double[] {-1, -1, 7, 7}, new double[] {-1, 5, 1, 7}, new double[] {5, -1, 7, 1}),
  /** Both. */
  CROSS(
      0.9,
      new double[] {-1, 7, 7, -1},
      new double[] {-1, 1, 1, -1},
      new double[] {5, 7, 7, 5},
      new double[] {-1, -1, 7, 7},
      new double[] {-1, 5, 1, 7},
      new double[] {5, -1, 7, 1}),
  /** Lines from top to bottom. */
  UPRIGHT(1.6, new double[] {1.5, -1, 1.5, 7}, new double[] {4.5, -1, 4.5, 7});

  /** The side of the square that is repeated, in pixels. */
  static final int TILE = 6;

  private final double width;
  private final List<double[]> lines;

  Pattern(double width, double[]... lines) {
    this.width = width;
    this.lines = List.of(lines);
  }

  /** How wide its lines are, in pixels. */
  double width() {
    return width;
  }

  /** The lines in a tile, as x1, y1, x2, y2; what is outside of the tile is cut off. */
  List<double[]> lines() {
    return lines;
  }
}
