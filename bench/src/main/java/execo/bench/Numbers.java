package execo.bench;

import java.util.Arrays;
import java.util.Locale;

/** Figures and their form in a benchmark's last line. */
final class Numbers {
  private Numbers() {}

  static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  static double median(double... values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** {@code name=1.234}. */
  static String seconds(String name, double value) {
    return String.format(Locale.ROOT, "%s=%.3f", name, value);
  }

  /** {@code name=1.23}. */
  static String ratio(String name, double of, double to) {
    return String.format(Locale.ROOT, "%s=%.2f", name, of / to);
  }
}
