package execo.g5k.picture;

import java.util.List;
import java.util.stream.Stream;

/** Lines or dots that tell areas of one colour apart; they go on from one area to the next. */
enum Pattern {
  /** Nothing. */
  PLAIN(0),
  /** Lines from the lower left to the upper right. */
  RISING(1.2),
  /** Dots. */
  DOTS(2),
  /** Lines from the upper left to the lower right. */
  FALLING(1.2),
  /** Both. */
  CROSS(0.9),
  /** Lines from top to bottom. */
  UPRIGHT(1.6);

  /** The side of the square that is repeated, in pixels. */
  static final int TILE = 6;

  private final double width;

  Pattern(double width) {
    this.width = width;
  }

  /** How wide its lines are, in pixels. */
  double width() {
    return width;
  }

  /** The lines in a tile, as x1, y1, x2, y2; what is outside of the tile is cut off. */
  List<double[]> lines() {
    return switch (this) {
      case PLAIN -> List.of();
      case RISING -> List.of(line(-1, 7, 7, -1), line(-1, 1, 1, -1), line(5, 7, 7, 5));
      case DOTS -> List.of(line(0.5, 1.5, 2.5, 1.5), line(3.5, 4.5, 5.5, 4.5));
      case FALLING -> List.of(line(-1, -1, 7, 7), line(-1, 5, 1, 7), line(5, -1, 7, 1));
      case CROSS -> Stream.of(RISING, FALLING).flatMap(one -> one.lines().stream()).toList();
      case UPRIGHT -> List.of(line(1.5, -1, 1.5, 7), line(4.5, -1, 4.5, 7));
    };
  }

  private static double[] line(double... ends) {
    return ends;
  }
}
