package execo.g5k.charter;

import execo.g5k.schedule.Interval;
import execo.g5k.schedule.Intervals;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/**
 * The hours that the usage policy restricts: from 9 to 19 o'clock in Paris, on days that are
 * neither Saturdays, Sundays nor French holidays.
 */
public final class Charter {
  /** The zone of the policy and of all dates of OAR. */
  public static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static final LocalTime FROM = LocalTime.of(9, 0);
  private static final LocalTime TO = LocalTime.of(19, 0);

  /** Queues whose jobs it does not restrict; abaca was called production. */
  private static final Set<String> OUTSIDE = Set.of("abaca", "production", "besteffort");

  private Charter() {}

  /**
   * Whether it restricts jobs in a queue: not those in {@code besteffort}, nor those in {@code
   * abaca}, formerly {@code production}, which has rules of its own.
   */
  public static boolean covers(String queue) {
    return !OUTSIDE.contains(queue);
  }

  /** Whether a date is in these hours. */
  public static boolean restricts(Instant date) {
    var there = date.atZone(PARIS);
    var time = there.toLocalTime();
    return isWorkday(there.toLocalDate()) && !time.isBefore(FROM) && time.isBefore(TO);
  }

  /** Whether a day has such hours. */
  public static boolean isWorkday(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !Holidays.isHoliday(day);
  }

  /**
   * The first stretch of these hours from a date on and before another one: it begins at the first
   * date if that is in such hours, and is cut at the second. None if there is none.
   */
  public static Optional<Interval> nextPeriod(Instant from, Instant before) {
    if (!from.isBefore(before)) {
      return Optional.empty();
    }
    long first = from.getEpochSecond();
    long last = before.getEpochSecond();
    for (var day = LocalDate.ofInstant(from, PARIS); ; day = day.plusDays(1)) {
      long start = Math.max(first, day.atTime(FROM).atZone(PARIS).toEpochSecond());
      if (start >= last) {
        return Optional.empty();
      }
      long end = Math.min(last, day.atTime(TO).atZone(PARIS).toEpochSecond());
      if (isWorkday(day) && start < end) {
        return Optional.of(new Interval(start, end));
      }
    }
  }

  /** All such hours of an interval. */
  public static Intervals periods(Interval interval) {
    var periods = new ArrayList<Interval>();
    var next = nextPeriod(interval.startDate(), interval.endDate());
    while (next.isPresent()) {
      periods.add(next.get());
      next = nextPeriod(next.get().endDate(), interval.endDate());
    }
    return Intervals.of(periods);
  }

  /** A day in Paris, from midnight to midnight; 23 or 25 hours when the clocks change. */
  public static Interval day(LocalDate day) {
    return Interval.of(
        day.atStartOfDay(PARIS).toInstant(), day.plusDays(1).atStartOfDay(PARIS).toInstant());
  }
}
