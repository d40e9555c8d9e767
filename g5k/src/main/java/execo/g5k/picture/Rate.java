package execo.g5k.picture;

import java.util.List;
import java.util.Locale;

/** How bandwidths look. */
final class Rate {
  private static final double GIGA = 1e9;
  private static final List<Double> CLASSES = List.of(1.0, 10.0, 25.0, 40.0, 100.0);
  private static final List<Double> WIDTHS = List.of(0.8, 1.6, 2.4, 3.2, 4.2, 5.4);

  private Rate() {}

  /** {@code 10 Gb/s}; a question mark if it is not known. */
  static String text(long rate) {
    if (rate == 0) {
      return "? Gb/s";
    }
    double giga = rate / GIGA;
    return giga == Math.rint(giga)
        ? "%d Gb/s".formatted((long) giga)
        : String.format(Locale.ROOT, "%.1f Gb/s", giga);
  }

  /** The class of a rate, from 0 on. */
  static int level(long rate) {
    int level = 0;
    while (level < CLASSES.size() && rate / GIGA > CLASSES.get(level)) {
      level++;
    }
    return level;
  }

  /** The width of the line of a class. */
  static double width(int level) {
    return WIDTHS.get(level);
  }

  static String levelText(int level) {
    return level < CLASSES.size()
        ? "up to %.0f Gb/s".formatted(CLASSES.get(level))
        : "over %.0f Gb/s".formatted(CLASSES.getLast());
  }

  /** A line of a rate; dashed if it is not known. */
  static Shape.Path line(double[] points, long rate) {
    int level = level(rate);
    var colour = Palette.mixed("#8a8a8a", "#000000", level / 5.0);
    return new Shape.Path(points, colour, width(level), rate == 0);
  }
}
