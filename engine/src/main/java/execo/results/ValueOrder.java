package execo.results;

import execo.internal.sweep.Values;
import java.math.BigInteger;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of values, by which they are also told apart: null, false, true, numbers, text, all
 * else. Numbers are the same if their values are: 1 and 1.0.
 */
final class ValueOrder implements Comparator<@Nullable Object> {
  static final ValueOrder VALUES = new ValueOrder();

  @Override
  public int compare(@Nullable Object a, @Nullable Object b) {
    int kind = Integer.compare(kind(a), kind(b));
    return kind != 0 ? kind : compareSame(a, b);
  }

  private static int kind(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case Boolean _ -> 1;
      case Number _ -> 2;
      case String _ -> 3;
      default -> 4;
    };
  }

  private static int compareSame(@Nullable Object a, @Nullable Object b) {
    return switch (a) {
      case null -> 0;
      case Boolean flag when b instanceof Boolean other -> flag.compareTo(other);
      case Number number when b instanceof Number other -> compareNumbers(number, other);
      default -> text(a).compareTo(text(b));
    };
  }

  private static int compareNumbers(Number a, Number b) {
    if (a instanceof Double || b instanceof Double) {
      return Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
    }
    if (a instanceof BigInteger || b instanceof BigInteger) {
      return new BigInteger(a.toString()).compareTo(new BigInteger(b.toString()));
    }
    return Long.compare(a.longValue(), b.longValue());
  }

  /** A value as text: text as it is, all else as JSON. */
  static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    var json = new StringBuilder();
    Values.write(json, value);
    return json.toString();
  }
}
