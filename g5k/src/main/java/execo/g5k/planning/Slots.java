package execo.g5k.planning;

import execo.g5k.schedule.Interval;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * The slots of a walltime, by start: one for each date at which something of the planning begins or
 * ends. So the numbers of no date are greater than those of the slot before it; they may be less,
 * as {@link #withAllChanges} tells. Immutable, so thread-safe; a slot costs memory only while it is
 * held.
 */
public final class Slots extends AbstractList<Slot> implements RandomAccess {
  private final Planning planning;
  private final long[] dates;
  private final long walltime;
  private final Map<Element, Column> hosts;
  private final Map<Element.Site, Column> routed;
  private final Map<Element.Site, Column> global;

  Slots(
      Planning planning,
      long[] dates,
      long walltime,
      Map<Element, Column> hosts,
      Map<Element.Site, Column> routed,
      Map<Element.Site, Column> global) {
    this.planning = planning;
    this.dates = dates;
    this.walltime = walltime;
    this.hosts = hosts;
    this.routed = routed;
    this.global = global;
  }

  /**
   * The slots of a planning for a walltime, without what is excluded.
   *
   * @throws IllegalArgumentException if the walltime is not at least a second
   */
  public static Slots of(
      Planning planning, Duration walltime, Collection<? extends Element> excluded) {
    if (walltime.toSeconds() < 1) {
      throw new IllegalArgumentException("a walltime is a second or more, not " + walltime);
    }
    return SlotSweep.slots(planning.without(excluded), walltime.toSeconds());
  }

  /**
   * These slots, and those of the dates between them at which less becomes free, since what is busy
   * next, or the end of the planning, is nearer than the walltime: until the next of all these,
   * nothing changes.
   */
  public Slots withAllChanges() {
    return SlotSweep.changes(planning, walltime);
  }

  /** The planning of these slots, without what was excluded. */
  public Planning planning() {
    return planning;
  }

  @Override
  public int size() {
    return dates.length;
  }

  @Override
  public Slot get(int index) {
    return new Slot(this, Objects.checkIndex(index, dates.length));
  }

  Interval interval(int index) {
    return new Interval(dates[index], dates[index] + walltime);
  }

  int count(int index, Element element) {
    return switch (element) {
      case Element.Node node ->
          planning
              .host(node)
              .filter(host -> host.timetable().isFree(interval(index)))
              .map(_ -> 1)
              .orElse(0);
      case Element.Kavlan _ ->
          planning.sites().size() == 1
              ? routed(index, planning.sites().getFirst().site())
              : planning.sites().stream().mapToInt(site -> global(index, site.site())).sum();
      default -> hosts.getOrDefault(element, Column.ZERO).at(index);
    };
  }

  int routed(int index, Element.Site site) {
    return routed.getOrDefault(site, Column.ZERO).at(index);
  }

  private int global(int index, Element.Site site) {
    return global.getOrDefault(site, Column.ZERO).at(index);
  }

  List<String> globalSites(int index) {
    return planning.sites().stream()
        .map(SitePlanning::site)
        .flatMap(site -> Collections.nCopies(global(index, site), site.name()).stream())
        .toList();
  }

  Resources counts(int index) {
    var counts = new LinkedHashMap<Element, Integer>();
    planning.totals().forEach(element -> counts.put(element, count(index, element)));
    return Resources.of(counts);
  }

  /**
   * The first slot with anything of what is wanted, whatever the numbers; with a vlan if that is
   * wanted.
   */
  public Optional<Slot> first(Resources wanted) {
    return stream().filter(slot -> slot.any(wanted) > 0 && slot.hasVlan(wanted)).findFirst();
  }

  /**
   * The slot with most of what is wanted, whatever the numbers; with a vlan if that is wanted; the
   * first of equal ones. Empty if there is no slot with anything of it, as {@link #first} is.
   */
  public Optional<Slot> max(Resources wanted) {
    Slot best = null;
    int most = 0;
    for (var slot : this) {
      int sum = slot.any(wanted);
      if (sum > most && slot.hasVlan(wanted)) {
        best = slot;
        most = sum;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The first slot that has all that is wanted, in the numbers wanted. */
  public Optional<Slot> free(Resources wanted) {
    var needed = Needs.of(wanted);
    return stream()
        .filter(slot ->
            needed.entrySet().stream()
                    .allMatch(need -> slot.count(need.getKey()) >= need.getValue())
                && slot.hasVlan(wanted))
        .findFirst();
  }
}
