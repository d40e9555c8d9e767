package execo.g5k.oar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A range of dates; both ends belong to it.
 *
 * @param from the first date; null is no bound
 * @param to the last date; null is no bound
 */
public record DateRange(@Nullable Instant from, @Nullable Instant to) {
  /** All dates, and no date too. */
  public static final DateRange ANY = new DateRange(null, null);

  /** Whether a date is in it; a date that is not known is only in a range without bounds. */
  public boolean contains(@Nullable Instant date) {
    if (date == null) {
      return from == null && to == null;
    }
    return (from == null || !date.isBefore(from)) && (to == null || !date.isAfter(to));
  }
}
