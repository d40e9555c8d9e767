package execo.g5k.planning;

import execo.g5k.schedule.Interval;
import java.time.Duration;
import java.util.Map;

/**
 * What is free from a date on until the first of it is not any more, in cores. Its length is what
 * the planning gives. Immutable, so thread-safe.
 */
public final class CoreSlot {
  private static final double HOUR = Duration.ofHours(1).toSeconds();

  private final CoreSlots slots;
  private final int index;

  CoreSlot(CoreSlots slots, int index) {
    this.slots = slots;
    this.index = index;
  }

  /** From its start until the first host is not free any more. */
  public Interval interval() {
    return slots.interval(index);
  }

  /** How many cores of an element are free all the time; 0 for one that is not in the planning. */
  public int count(Element element) {
    return slots.count(index, element);
  }

  /** The numbers of cores of grid5000 and of all sites and clusters of the planning: a new map. */
  public Map<Element, Integer> cores() {
    return slots.counts(index);
  }

  /** The core-hours that an element can work in this slot. */
  public double coreHours(Element element) {
    return count(element) * interval().seconds() / HOUR;
  }

  @Override
  public String toString() {
    return interval() + ": " + cores();
  }
}
