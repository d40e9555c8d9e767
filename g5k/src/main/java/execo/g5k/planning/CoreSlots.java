package execo.g5k.planning;

import execo.g5k.schedule.Interval;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.RandomAccess;

/**
 * The slots of {@link CoreSlot}, found by going once through all begins and ends. Immutable, so
 * thread-safe; a slot costs memory only while it is held.
 */
final class CoreSlots extends AbstractList<CoreSlot> implements RandomAccess {
  private final Planning planning;
  private final long[] starts;
  private final long[] ends;
  private final Map<Element, Column> cores;

  CoreSlots(Planning planning) {
    this.planning = planning;
    var dates = SlotSweep.dates(planning);
    ends = new long[dates.length];
    starts = Arrays.copyOf(dates, sweep(dates));
    cores =
        Column.byElement(
            planning,
            (host, changes) -> {
              for (var free : host.timetable().free()) {
                changes.add(SlotSweep.firstFrom(starts, free.start()), host.cores());
                changes.add(SlotSweep.firstFrom(starts, free.end()), -host.cores());
              }
            });
  }

  /** Moves the dates at which anything is free to the front, and counts them. */
  private int sweep(long[] dates) {
    var coming = new ArrayList<Interval>();
    planning.hosts().forEach(host -> coming.addAll(host.timetable().free()));
    coming.sort(null);
    var current = new PriorityQueue<Long>();
    int next = 0;
    int used = 0;
    for (var date : dates) {
      while (!current.isEmpty() && current.element() <= date) {
        current.remove();
      }
      while (next < coming.size() && coming.get(next).start() <= date) {
        current.add(coming.get(next++).end());
      }
      if (!current.isEmpty()) {
        ends[used] = current.element();
        dates[used++] = date;
      }
    }
    return used;
  }

  @Override
  public int size() {
    return starts.length;
  }

  @Override
  public CoreSlot get(int index) {
    return new CoreSlot(this, Objects.checkIndex(index, starts.length));
  }

  Interval interval(int index) {
    return new Interval(starts[index], ends[index]);
  }

  int count(int index, Element element) {
    return cores.getOrDefault(element, Column.ZERO).at(index);
  }

  Map<Element, Integer> counts(int index) {
    var counts = new LinkedHashMap<Element, Integer>();
    planning.totals().forEach(element -> counts.put(element, count(index, element)));
    return counts;
  }
}
