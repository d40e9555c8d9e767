package execo.g5k.schedule;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A set of seconds: intervals that neither overlap nor touch, from early to late. Immutable, so
 * thread-safe.
 */
public final class Intervals extends AbstractList<Interval> implements RandomAccess {
  private static final Intervals NONE = new Intervals(new long[0]);

  /** Start, end, start, end…: strictly increasing. */
  private final long[] bounds;

  private Intervals(long[] bounds) {
    this.bounds = bounds;
  }

  /** No interval. */
  public static Intervals none() {
    return NONE;
  }

  /** The union of some intervals; those that overlap or touch become one. */
  public static Intervals of(Interval... intervals) {
    return of(Arrays.asList(intervals));
  }

  /** The union of some intervals; those that overlap or touch become one. */
  public static Intervals of(Collection<Interval> intervals) {
    if (intervals instanceof Intervals same) {
      return same;
    }
    if (intervals.isEmpty()) {
      return NONE;
    }
    var sorted = new ArrayList<>(intervals);
    sorted.sort(null);
    var bounds = new long[2 * sorted.size()];
    int used = 0;
    for (var next : sorted) {
      if (used > 0 && next.start() <= bounds[used - 1]) {
        bounds[used - 1] = Math.max(bounds[used - 1], next.end());
      } else {
        bounds[used++] = next.start();
        bounds[used++] = next.end();
      }
    }
    return new Intervals(Arrays.copyOf(bounds, used));
  }

  /** The seconds that are in this set, in the other, or in both. */
  public Intervals union(Intervals other) {
    if (isEmpty()) {
      return other;
    }
    if (other.isEmpty()) {
      return this;
    }
    var all = new ArrayList<Interval>(size() + other.size());
    all.addAll(this);
    all.addAll(other);
    return of(all);
  }

  /** The seconds of this set that are in an interval: what is outside is cut off. */
  public Intervals within(Interval range) {
    var cut = new long[bounds.length];
    int used = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      long start = Math.max(bounds[i], range.start());
      long end = Math.min(bounds[i + 1], range.end());
      if (start < end) {
        cut[used++] = start;
        cut[used++] = end;
      }
    }
    return used == 0 ? NONE : new Intervals(Arrays.copyOf(cut, used));
  }

  /** The seconds of an interval that are not in this set. */
  public Intervals complement(Interval range) {
    var gaps = new long[bounds.length + 2];
    int used = 0;
    long from = range.start();
    for (int i = 0; i < bounds.length && from < range.end(); i += 2) {
      if (bounds[i + 1] <= from) {
        continue;
      }
      long start = Math.min(bounds[i], range.end());
      if (from < start) {
        gaps[used++] = from;
        gaps[used++] = start;
      }
      from = bounds[i + 1];
    }
    if (from < range.end()) {
      gaps[used++] = from;
      gaps[used++] = range.end();
    }
    return used == 0 ? NONE : new Intervals(Arrays.copyOf(gaps, used));
  }

  /** Whether every second of an interval is in this set. */
  public boolean covers(Interval interval) {
    int at = Arrays.binarySearch(bounds, interval.start());
    int before = at >= 0 ? at : -at - 2;
    return before >= 0 && before % 2 == 0 && interval.end() <= bounds[before + 1];
  }

  /** Whether any second of an interval is in this set. */
  public boolean overlaps(Interval interval) {
    int at = Arrays.binarySearch(bounds, interval.start());
    int next = at >= 0 ? at + 1 : -at - 1;
    return next % 2 == 1 || (next < bounds.length && bounds[next] < interval.end());
  }

  /** How many seconds are in this set. */
  public long seconds() {
    long sum = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      sum += bounds[i + 1] - bounds[i];
    }
    return sum;
  }

  /** The start of the interval at an index, in seconds since the epoch. */
  public long start(int index) {
    return bounds[2 * Objects.checkIndex(index, size())];
  }

  /** The end of the interval at an index, in seconds since the epoch. */
  public long end(int index) {
    return bounds[2 * Objects.checkIndex(index, size()) + 1];
  }

  @Override
  public int size() {
    return bounds.length / 2;
  }

  @Override
  public Interval get(int index) {
    return new Interval(start(index), end(index));
  }
}
