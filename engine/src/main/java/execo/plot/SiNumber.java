package execo.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as axes have them: with the prefixes of the SI, 10 G. */
final class SiNumber {
  private static final String[] PREFIXES = {
    " p", " n", " µ", " m", "", " k", " M", " G", " T", " P", " E"
  };
  private static final int ONE = 4;

  private SiNumber() {}

  /**
   * A number on an axis.
   *
   * @param largest the largest of all numbers on it, which have the prefix that suits this one
   * @param step what they are multiples of
   */
  static String format(double number, double largest, double step) {
    int prefix = prefix(largest, step);
    double unit = Math.pow(1000, prefix - ONE);
    int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step / unit) - 1e-9));
    var rounded =
        new BigDecimal(number / unit).setScale(Math.min(decimals, 12), RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.toPlainString() + PREFIXES[prefix];
  }

  /** A number alone, with at most three digits that say something. */
  static String format(double number) {
    double size = Math.abs(number);
    if (size == 0) {
      return "0";
    }
    double digits = Math.pow(10, Math.floor(Math.log10(size)) - 2);
    double step = digits;
    for (int i = 0; i < 2 && isMultiple(number, step * 10); i++) {
      step *= 10;
    }
    return format(number, size, Math.max(step, digits));
  }

  /** Whether at most three digits say what a number is. */
  static boolean isShort(double number) {
    return number == 0
        || isMultiple(number, Math.pow(10, Math.floor(Math.log10(Math.abs(number))) - 2));
  }

  private static boolean isMultiple(double number, double step) {
    double times = number / step;
    return Math.abs(times - Math.rint(times)) < 1e-6 * Math.max(1, Math.abs(times));
  }

  private static int prefix(double largest, double step) {
    double size = Math.abs(largest);
    if (size == 0 || (size >= 0.1 && size < 1000) || (size < 10_000 && size >= 1 && step >= 1)) {
      return ONE;
    }
    int thousands = (int) Math.floor(Math.log10(size * (1 + 1e-12)) / 3);
    return Math.clamp(thousands + ONE, 0, PREFIXES.length - 1);
  }
}
