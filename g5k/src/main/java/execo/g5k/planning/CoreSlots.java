package execo.g5k.planning;

import execo.g5k.schedule.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Finds the slots of {@link CoreSlot} by going once through all begins and ends. */
final class CoreSlots {
  private record Free(HostPlanning host, long start, long end) {}

  private final Map<Element, Integer> cores = new HashMap<>();
  private final PriorityQueue<Free> current =
      new PriorityQueue<>(Comparator.comparingLong(Free::end));

  private CoreSlots() {}

  static List<CoreSlot> of(Planning planning) {
    return new CoreSlots().sweep(planning);
  }

  private List<CoreSlot> sweep(Planning planning) {
    var coming = new ArrayList<Free>();
    planning
        .hosts()
        .forEach(host ->
            host.timetable()
                .free()
                .forEach(free -> coming.add(new Free(host, free.start(), free.end()))));
    coming.sort(Comparator.comparingLong(Free::start));
    var slots = new ArrayList<CoreSlot>();
    int next = 0;
    for (long date : SlotSweep.dates(planning)) {
      while (!current.isEmpty() && current.element().end() <= date) {
        add(current.remove(), -1);
      }
      while (next < coming.size() && coming.get(next).start() <= date) {
        var free = coming.get(next++);
        current.add(free);
        add(free, 1);
      }
      if (!current.isEmpty()) {
        slots.add(new CoreSlot(new Interval(date, current.element().end()), cores));
      }
    }
    return List.copyOf(slots);
  }

  private void add(Free free, int sign) {
    int number = sign * free.host().cores();
    var cluster = free.host().node().cluster();
    cores.merge(cluster, number, Integer::sum);
    cores.merge(cluster.site(), number, Integer::sum);
    cores.merge(Element.GRID, number, Integer::sum);
  }
}
