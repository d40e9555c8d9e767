package execo.g5k.planning;

import execo.g5k.schedule.Interval;
import java.time.Duration;
import java.util.Map;

/**
 * What is free from a date on until the first of it is not any more, in cores. Its length is what
 * the planning gives.
 */
public record CoreSlot(Interval interval, Map<Element, Integer> cores) {
  private static final double HOUR = Duration.ofHours(1).toSeconds();

  /** A slot; the map is copied. */
  public CoreSlot {
    cores = Map.copyOf(cores);
  }

  /** How many cores of an element are free all the time. */
  public int count(Element element) {
    return cores.getOrDefault(element, 0);
  }

  /** The core-hours that an element can work in this slot. */
  public double coreHours(Element element) {
    return count(element) * interval.seconds() / HOUR;
  }
}
