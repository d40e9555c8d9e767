package execo.time;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The text forms of dates.
 *
 * <p>Accepted are seconds since the epoch ({@code 1743296399}, {@code 1743296399.5}) and RFC
 * 3339-like text {@code [[YYYY-]MM-]DD HH:MM:SS[.fff][Z|±HH:MM]}, with {@code T} or a blank between
 * date and time; {@code HH:MM:SS} alone works too. Missing parts of the date are today's, in the
 * zone of the text. Without a zone, the local one is meant; a time that the clocks skip is read as
 * if they had not been put forward yet, a time that comes twice is the earlier one. A year of two
 * digits is 19xx from 69 on, else 20xx.
 */
public final class Dates {
  private static final String FORMS =
      "[[YYYY-]MM-]DD HH:MM:SS[.fff][Z|\u00b1HH:MM], HH:MM:SS, or seconds since the epoch";

  private Dates() {}

  /**
   * The date that a text says, by the system's clock and zone.
   *
   * @throws IllegalArgumentException for any other text; the message names it and the accepted
   *     forms
   */
  public static Instant parse(String text) {
    return parse(text, Clock.system(ZoneId.systemDefault()));
  }

  /**
   * The date that a text says, with today and the local zone taken from a clock.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Instant parse(String text, Clock clock) {
    String trimmed = text.strip();
    try {
      return trimmed.indexOf(':') < 0 ? epoch(trimmed) : calendar(trimmed, clock);
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not a date: '%s'; accepted are %s".formatted(text, FORMS), e);
    }
  }

  /** A number of seconds since the epoch as a date, to the nearest microsecond. */
  public static Instant ofEpochSeconds(double seconds) {
    if (!(Math.abs(seconds) < 1e12)) {
      throw new IllegalArgumentException("not a date: " + seconds + " seconds since the epoch");
    }
    double whole = Math.floor(seconds);
    return Instant.ofEpochSecond((long) whole, Math.round((seconds - whole) * 1e6) * 1000);
  }

  /** A date in the local zone as {@code YYYY-MM-DD HH:MM:SS±HH:MM}; the fraction is dropped. */
  public static String format(Instant date) {
    return format(date, ZoneId.systemDefault());
  }

  /** A date in a zone as {@code YYYY-MM-DD HH:MM:SS±HH:MM}; the fraction is dropped. */
  public static String format(Instant date, ZoneId zone) {
    ZoneOffset exact = zone.getRules().getOffset(date);
    int minutes = exact.getTotalSeconds() / 60;
    var local = LocalDateTime.ofInstant(date, ZoneOffset.ofTotalSeconds(minutes * 60));
    var out = new StringBuilder(25);
    pad(out, local.getYear(), 4).append('-');
    pad(out, local.getMonthValue(), 2).append('-');
    pad(out, local.getDayOfMonth(), 2).append(' ');
    pad(out, local.getHour(), 2).append(':');
    pad(out, local.getMinute(), 2).append(':');
    pad(out, local.getSecond(), 2).append(minutes < 0 ? '-' : '+');
    pad(out, Math.abs(minutes) / 60, 2).append(':');
    return pad(out, Math.abs(minutes) % 60, 2).toString();
  }

  private static StringBuilder pad(StringBuilder out, int value, int width) {
    String digits = Integer.toString(value);
    return out.repeat('0', Math.max(0, width - digits.length())).append(digits);
  }

  private static Instant epoch(String text) {
    var scan = new Scan(text);
    boolean negative = scan.peekIs('-');
    if (negative) {
      scan.expect('-');
    }
    long whole = scan.digits(12);
    long nanos = scan.fractionNanos();
    if (!scan.atEnd()) {
      throw new IllegalArgumentException("text after the number");
    }
    return negative
        ? Instant.ofEpochSecond(-whole).minusNanos(nanos)
        : Instant.ofEpochSecond(whole, nanos);
  }

  private static Instant calendar(String text, Clock clock) {
    var scan = new Scan(text);
    int time = Math.max(text.indexOf('T'), Math.max(text.indexOf('t'), text.indexOf(' ')));
    int[] parts = time < 0 ? new int[0] : dateParts(scan, text.substring(0, time));
    int hour = (int) scan.digits(2);
    scan.expect(':');
    int minute = (int) scan.digits(2);
    scan.expect(':');
    var clockTime = LocalTime.of(hour, minute, (int) scan.digits(2), (int) scan.fractionNanos());
    ZoneOffset offset = offset(scan);
    ZoneId zone = offset == null ? clock.getZone() : offset;
    var today = LocalDate.ofInstant(clock.instant(), zone);
    LocalDate date =
        switch (parts.length) {
          case 0 -> today;
          case 1 -> today.withDayOfMonth(parts[0]);
          case 2 -> LocalDate.of(today.getYear(), parts[0], parts[1]);
          default -> LocalDate.of(parts[0], parts[1], parts[2]);
        };
    return date.atTime(clockTime).atZone(zone).toInstant();
  }

  /** The one to three numbers before the time, the sign after them included. */
  private static int[] dateParts(Scan scan, String date) {
    int count = 1;
    for (int i = 0; i < date.length(); i++) {
      if (date.charAt(i) == '-') {
        count++;
      }
    }
    if (count > 3) {
      throw new IllegalArgumentException("too many parts");
    }
    var parts = new int[count];
    for (int i = 0; i < count; i++) {
      if (count == 3 && i == 0) {
        parts[i] = year(scan);
      } else {
        parts[i] = (int) scan.digits(2);
      }
      char sign = scan.take();
      if (i < count - 1 ? sign != '-' : sign == '-') {
        throw new IllegalArgumentException("expected '-'");
      }
    }
    return parts;
  }

  private static int year(Scan scan) {
    int digits = scan.digitsAhead();
    int year = (int) scan.digits(4);
    return switch (digits) {
      case 2 -> year >= 69 ? 1900 + year : 2000 + year;
      case 4 -> year;
      default -> throw new IllegalArgumentException("a year has two or four digits");
    };
  }

  private static @Nullable ZoneOffset offset(Scan scan) {
    if (scan.atEnd()) {
      return null;
    }
    char sign = scan.take();
    int seconds = 0;
    switch (sign) {
      case 'Z', 'z' -> {}
      case '+', '-' -> {
        int hours = (int) scan.digits(2);
        scan.expect(':');
        int minutes = (int) scan.digits(2);
        if (minutes >= 60) {
          throw new IllegalArgumentException("minutes past 59");
        }
        seconds = (sign == '-' ? -60 : 60) * (hours * 60 + minutes);
      }
      default -> throw new IllegalArgumentException("expected a zone");
    }
    if (!scan.atEnd()) {
      throw new IllegalArgumentException("text after the zone");
    }
    return ZoneOffset.ofTotalSeconds(seconds);
  }
}
