package execo.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;

/**
 * The text forms of durations.
 *
 * <p>Accepted everywhere: seconds as a number ({@code 90}, {@code 1.5}), numbers with units from
 * large to small ({@code 1d2h3m4s}, {@code 500ms}, {@code 1.5h}: only the last may have a
 * fraction), {@code H:MM:SS[.fff]}, and ISO-8601 ({@code PT1H30M}). Walltimes also take {@code
 * H:MM}. A duration is never negative; digits beyond the nanosecond are dropped.
 */
public final class Durations {
  private static final String FORMS =
      "seconds (90, 1.5), units (1d2h3m4s, 500ms), H:MM:SS[.fff] or ISO-8601 (PT1H30M)";
  private static final String WALLTIME_FORMS =
      "H:MM, H:MM:SS[.fff], seconds (90, 1.5), units (1d2h3m4s, 500ms) or ISO-8601 (PT1H30M)";

  private Durations() {}

  /**
   * The duration that a text says.
   *
   * @throws IllegalArgumentException for any other text; the message names it and the accepted
   *     forms
   */
  public static Duration parse(String text) {
    return parse(text, false);
  }

  /**
   * The walltime that a text says: as {@link #parse}, and {@code H:MM}.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Duration parseWalltime(String text) {
    return parse(text, true);
  }

  /**
   * A number of seconds as a duration, to the nearest nanosecond.
   *
   * @throws IllegalArgumentException if it is negative, not a number, or too large
   */
  public static Duration ofSeconds(double seconds) {
    if (!(seconds >= 0) || seconds > Long.MAX_VALUE / 2.0) {
      throw new IllegalArgumentException("not a duration: " + seconds + " seconds");
    }
    long whole = (long) seconds;
    return Duration.ofSeconds(whole, Math.round((seconds - whole) * 1e9));
  }

  /**
   * A duration as reports show it: {@code 1h2m3s}, {@code 1d0h0m0s}, {@code 0.25s}. Units start at
   * the largest that is not zero; fractions of a second are cut after the millisecond. {@link
   * #parse} reads it back.
   */
  public static String format(Duration duration) {
    Duration length = duration.abs();
    var out = new StringBuilder();
    if (duration.isNegative()) {
      out.append('-');
    }
    int start = out.length();
    appendUnit(out, start, length.toDays(), 'd');
    appendUnit(out, start, length.toHoursPart(), 'h');
    appendUnit(out, start, length.toMinutesPart(), 'm');
    out.append(length.toSecondsPart());
    int millis = length.toMillisPart();
    if (millis > 0) {
      out.append('.').append(millis / 100);
      if (millis % 100 > 0) {
        out.append(millis / 10 % 10);
      }
      if (millis % 10 > 0) {
        out.append(millis % 10);
      }
    }
    return out.append('s').toString();
  }

  private static void appendUnit(StringBuilder out, int start, long value, char unit) {
    if (value > 0 || out.length() > start) {
      out.append(value).append(unit);
    }
  }

  private static Duration parse(String text, boolean walltime) {
    String trimmed = text.strip();
    try {
      if (trimmed.indexOf(':') >= 0) {
        return clock(trimmed, walltime);
      }
      if (!trimmed.isEmpty() && (trimmed.charAt(0) == 'P' || trimmed.charAt(0) == 'p')) {
        return iso(trimmed);
      }
      return units(trimmed);
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      String what = walltime ? "walltime" : "duration";
      throw new IllegalArgumentException(
          "not a %s: '%s'; accepted are %s"
              .formatted(what, text, walltime ? WALLTIME_FORMS : FORMS),
          e);
    }
  }

  private static Duration iso(String text) {
    Duration duration = Duration.parse(text.toUpperCase(Locale.ROOT));
    if (duration.isNegative()) {
      throw new IllegalArgumentException("negative");
    }
    return duration;
  }

  private static Duration clock(String text, boolean walltime) {
    var scan = new Scan(text);
    long hours = scan.digits(Integer.MAX_VALUE);
    scan.expect(':');
    long minutes = scan.digits(2);
    Duration seconds = Duration.ZERO;
    if (!walltime || !scan.atEnd()) {
      scan.expect(':');
      long whole = scan.digits(2);
      if (whole >= 60) {
        throw new IllegalArgumentException("seconds past 59");
      }
      seconds = Duration.ofSeconds(whole, scan.fractionNanos());
    }
    if (minutes >= 60 || !scan.atEnd()) {
      throw new IllegalArgumentException("minutes past 59, or text after the seconds");
    }
    return Duration.ofHours(hours).plusMinutes(minutes).plus(seconds);
  }

  private static Duration units(String text) {
    var scan = new Scan(text);
    var total = Duration.ZERO;
    Unit last = null;
    while (last == null || !scan.atEnd()) {
      long whole = scan.peekIs('.') ? 0 : scan.digits(Integer.MAX_VALUE);
      boolean fraction = scan.peekIs('.');
      long nanos = scan.fractionNanos();
      if (scan.atEnd() && last == null) {
        return Duration.ofSeconds(whole, nanos);
      }
      Unit unit = Unit.next(scan);
      if ((last != null && unit.compareTo(last) <= 0) || (fraction && !scan.atEnd())) {
        throw new IllegalArgumentException("units out of order");
      }
      total = total.plus(unit.times(whole, nanos));
      last = unit;
    }
    return total;
  }

  private enum Unit {
    DAYS("d", 86_400_000L),
    HOURS("h", 3_600_000L),
    MINUTES("m", 60_000L),
    SECONDS("s", 1_000L),
    MILLIS("ms", 1L);

    private final String text;
    private final long millis;

    Unit(String text, long millis) {
      this.text = text;
      this.millis = millis;
    }

    static Unit next(Scan scan) {
      String name = scan.letters();
      for (Unit unit : values()) {
        if (unit.text.equals(name)) {
          return unit;
        }
      }
      throw new IllegalArgumentException("unknown unit");
    }

    Duration times(long whole, long nanos) {
      return Duration.ofMillis(millis)
          .multipliedBy(whole)
          .plus(Duration.ofNanos(nanos).multipliedBy(millis).dividedBy(1000));
    }
  }
}
