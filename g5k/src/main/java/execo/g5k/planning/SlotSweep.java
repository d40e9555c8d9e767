package execo.g5k.planning;

import execo.g5k.schedule.Intervals;
import java.util.Arrays;
import java.util.HashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Counts, at some dates, what is free from then on for a walltime. Each stretch in which a host is
 * free adds one to the counts where it begins and takes it back after the last date from which it
 * is long enough: the work grows as the changes, whose sorting is all there is to it, and not as
 * hosts times dates.
 */
final class SlotSweep {
  private final Planning planning;
  private final long walltime;
  private final long[] dates;

  private SlotSweep(Planning planning, long walltime, long[] dates) {
    this.planning = planning;
    this.walltime = walltime;
    this.dates = dates;
  }

  /** The slots at all dates at which something begins or ends. */
  static Slots slots(Planning planning, long walltime) {
    return new SlotSweep(planning, walltime, dates(planning)).run();
  }

  /** These and those at the first dates from which something free is not long enough any more. */
  static Slots changes(Planning planning, long walltime) {
    var all = LongStream.concat(LongStream.of(dates(planning)), ends(planning, walltime));
    return new SlotSweep(planning, walltime, all.sorted().distinct().toArray()).run();
  }

  private static LongStream ends(Planning planning, long walltime) {
    return timetables(planning)
        .flatMap(timetable -> timetable.free().stream())
        .filter(free -> free.seconds() >= walltime)
        .mapToLong(free -> free.end() - walltime + 1)
        .filter(date -> date < planning.period().end());
  }

  /** Those of all hosts and vlans. */
  private static Stream<Timetable> timetables(Planning planning) {
    return Stream.concat(
        planning.hosts().map(HostPlanning::timetable),
        planning.sites().stream()
            .flatMap(site -> site.vlans().stream().map(VlanPlanning::timetable)));
  }

  private Slots run() {
    var hosts =
        Column.byElement(planning, (host, changes) -> add(changes, host.timetable().free()));
    var routed = new HashMap<Element.Site, Column>();
    var global = new HashMap<Element.Site, Column>();
    for (var site : planning.sites()) {
      routed.put(site.site(), vlans(site, VlanPlanning.Kind.ROUTED));
      global.put(site.site(), vlans(site, VlanPlanning.Kind.GLOBAL));
    }
    return new Slots(planning, dates, walltime, hosts, routed, global);
  }

  private Column vlans(SitePlanning site, VlanPlanning.Kind kind) {
    var changes = new Column.Changes();
    for (var vlan : site.vlans()) {
      if (vlan.kind() == kind) {
        add(changes, vlan.timetable().free());
      }
    }
    return changes.sum();
  }

  private void add(Column.Changes changes, Intervals free) {
    for (int i = 0; i < free.size(); i++) {
      long last = free.end(i) - walltime;
      if (last >= free.start(i)) {
        changes.add(firstFrom(dates, free.start(i)), 1);
        changes.add(firstFrom(dates, last + 1), -1);
      }
    }
  }

  /** The index of the first date that is not before another one. */
  static int firstFrom(long[] dates, long date) {
    int found = Arrays.binarySearch(dates, date);
    return found >= 0 ? found : -found - 1;
  }

  /** All starts and ends of what is busy or free, without the end of the period. */
  static long[] dates(Planning planning) {
    var all = timetables(planning).map(Timetable::busy).toList();
    var dates = new long[1 + 2 * all.stream().mapToInt(Intervals::size).sum()];
    int used = 0;
    dates[used++] = planning.period().start();
    for (var busy : all) {
      for (int i = 0; i < busy.size(); i++) {
        dates[used++] = busy.start(i);
        dates[used++] = busy.end(i);
      }
    }
    Arrays.sort(dates);
    int distinct = 0;
    for (var date : dates) {
      if (date < planning.period().end() && (distinct == 0 || dates[distinct - 1] != date)) {
        dates[distinct++] = date;
      }
    }
    return Arrays.copyOf(dates, distinct);
  }
}
