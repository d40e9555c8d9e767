package execo.g5k.planning;

import execo.g5k.schedule.Interval;
import execo.g5k.schedule.Intervals;

/** When something is busy within a period; all the rest of the period it is free. */
public record Timetable(Interval period, Intervals busy) {
  /** A timetable; what is busy outside of the period is cut off. */
  public Timetable {
    busy = busy.within(period);
  }

  /** When it is free. */
  public Intervals free() {
    return busy.complement(period);
  }

  /** Whether it is free all through an interval of the period. */
  public boolean isFree(Interval interval) {
    return period.start() <= interval.start()
        && interval.end() <= period.end()
        && !busy.overlaps(interval);
  }
}
