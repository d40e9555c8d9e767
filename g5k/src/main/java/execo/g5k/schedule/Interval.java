package execo.g5k.schedule;

import execo.time.Dates;
import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time from a start to just before an end, in seconds since the epoch. It is never
 * empty. Intervals that touch do not overlap.
 */
public record Interval(long start, long end) implements Comparable<Interval> {
  /**
   * An interval.
   *
   * @throws IllegalArgumentException if it does not end after its start
   */
  public Interval {
    if (end <= start) {
      throw new IllegalArgumentException(
          "an interval ends after its start, not at %d for a start at %d".formatted(end, start));
    }
  }

  /** An interval between two dates, whose fractions of a second are dropped. */
  public static Interval of(Instant start, Instant end) {
    return new Interval(start.getEpochSecond(), end.getEpochSecond());
  }

  /** An interval of some length; fractions of a second are dropped. */
  public static Interval of(Instant start, Duration length) {
    return new Interval(
        start.getEpochSecond(), Math.addExact(start.getEpochSecond(), length.toSeconds()));
  }

  /** The date at which it starts. */
  public Instant startDate() {
    return Instant.ofEpochSecond(start);
  }

  /** The first date after it. */
  public Instant endDate() {
    return Instant.ofEpochSecond(end);
  }

  /** Its length in seconds. */
  public long seconds() {
    return end - start;
  }

  /** Whether a second is in it. */
  public boolean contains(long second) {
    return start <= second && second < end;
  }

  /** Whether it has a second in common with another. */
  public boolean overlaps(Interval other) {
    return start < other.end && other.start < end;
  }

  /** By start, then by end. */
  @Override
  public int compareTo(Interval other) {
    int byStart = Long.compare(start, other.start);
    return byStart != 0 ? byStart : Long.compare(end, other.end);
  }

  @Override
  public String toString() {
    return Dates.format(startDate()) + " to " + Dates.format(endDate());
  }
}
