package execo.internal.sweep;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Dates of records. The form in which they are written is read without {@link Instant#parse}, which
 * would take a third of the time in which a long journal is loaded.
 */
final class JournalDate {
  private static final String FORM = "0000-00-00T00:00:00.000Z";

  private JournalDate() {}

  /**
   * The milliseconds of the epoch that a date says.
   *
   * @throws DateTimeParseException if it is none
   */
  static long read(String text) {
    if (isAsWritten(text)) {
      try {
        return asWritten(text).toInstant(ZoneOffset.UTC).toEpochMilli();
      } catch (DateTimeException e) {
        // what is wrong with it is said below
      }
    }
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (ArithmeticException e) {
      throw new DateTimeParseException("too far away", text, 0, e);
    }
  }

  private static boolean isAsWritten(String text) {
    if (text.length() != FORM.length()) {
      return false;
    }
    for (int i = 0; i < FORM.length(); i++) {
      char c = text.charAt(i);
      if (FORM.charAt(i) == '0' ? c < '0' || c > '9' : c != FORM.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static LocalDateTime asWritten(String text) {
    return LocalDateTime.of(
        number(text, 0, 4),
        number(text, 5, 7),
        number(text, 8, 10),
        number(text, 11, 13),
        number(text, 14, 16),
        number(text, 17, 19),
        number(text, 20, 23) * 1_000_000);
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }
}
