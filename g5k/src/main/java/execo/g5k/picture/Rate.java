package execo.g5k.picture;

import execo.g5k.topology.Link;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** How bandwidths look. */
final class Rate {
  private static final String UNIT = " Gb/s";
  private static final double GIGA = 1e9;
  private static final List<Double> CLASSES = List.of(1.0, 10.0, 25.0, 40.0, 100.0);
  private static final List<Double> WIDTHS = List.of(0.8, 1.6, 2.4, 3.2, 4.2, 5.4);

  private Rate() {}

  /** {@code 10 Gb/s}; a question mark if it is not known. */
  static String text(long rate) {
    return number(rate) + UNIT;
  }

  private static String number(long rate) {
    if (rate == 0) {
      return "?";
    }
    double giga = rate / GIGA;
    return giga == Math.rint(giga)
        ? Long.toString((long) giga)
        : String.format(Locale.ROOT, "%.1f", giga);
  }

  /** {@code 40 + 2 × 10 Gb/s} for three links. */
  static String text(Collection<Link> links) {
    var counts = new TreeMap<Long, Integer>(Comparator.reverseOrder());
    links.forEach(link -> counts.merge(link.bandwidth(), 1, Integer::sum));
    var parts = new ArrayList<String>();
    counts.forEach(
        (rate, count) -> parts.add((count > 1 ? count + " \u00d7 " : "") + number(rate)));
    return String.join(" + ", parts) + UNIT;
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
  private static double width(int level) {
    return WIDTHS.get(level);
  }

  static String levelText(int level) {
    return level < CLASSES.size()
        ? String.format(Locale.ROOT, "up to %.0f Gb/s", CLASSES.get(level))
        : String.format(Locale.ROOT, "over %.0f Gb/s", CLASSES.getLast());
  }

  /** A line of a rate; dashed if it is not known. */
  static Shape.Path line(double[] points, long rate) {
    int level = level(rate);
    return new Shape.Path(points, colour(level), width(level), rate == 0);
  }

  /** A level line of a class. */
  static Shape.Path line(int level, double x1, double y, double x2) {
    return Shape.line(x1, y, x2, y, colour(level), width(level));
  }

  private static String colour(int level) {
    return Palette.mixed("#8a8a8a", "#000000", level / 5.0);
  }
}
