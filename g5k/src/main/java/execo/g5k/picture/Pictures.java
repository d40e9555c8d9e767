package execo.g5k.picture;

import execo.g5k.planning.Planning;
import execo.g5k.planning.Slots;
import execo.g5k.topology.Topology;
import java.time.LocalDate;

/** Draws plannings, slots, the usage policy and networks, for {@code import static}. */
public final class Pictures {
  private Pictures() {}

  /** When the hosts of each site are free and busy; drawn now. */
  public static Picture drawGantt(Planning planning) {
    return drawGantt(planning, Stamp.now());
  }

  /** When the hosts of each site are free and busy, with a date and a version in the caption. */
  public static Picture drawGantt(Planning planning, Stamp stamp) {
    return GanttPicture.of(planning, stamp);
  }

  /** How many hosts of each cluster are free for the slots' walltime, over time; drawn now. */
  public static Picture drawSlots(Slots slots) {
    return drawSlots(slots, Stamp.now());
  }

  /** The same with a date and a version in the caption. */
  public static Picture drawSlots(Slots slots, Stamp stamp) {
    return SlotsPicture.of(slots, stamp);
  }

  /** The hours that the usage policy restricts on some days, a row a day; drawn now. */
  public static Picture drawCharter(LocalDate first, int days) {
    return drawCharter(first, days, Stamp.now());
  }

  /**
   * The same with a date in the caption.
   *
   * @throws IllegalArgumentException if it is less than a day
   */
  public static Picture drawCharter(LocalDate first, int days, Stamp stamp) {
    return CharterPicture.of(first, days, stamp);
  }

  /**
   * The network, a frame a site: its router and switches, and below each the hosts cabled to it. Up
   * to 60 hosts have their names; more are dots. Where the smallest text would be less than 6
   * points high on a page of A4, clusters are folded as by {@link #drawFoldedTopology}.
   */
  public static Picture drawTopology(Topology topology) {
    return TopologyPicture.legible(topology);
  }

  /** The network with all its hosts, however large it is. */
  public static Picture drawUnfoldedTopology(Topology topology) {
    return TopologyPicture.unfolded(topology);
  }

  /**
   * The network with every cluster as one box. Where that would be less than 6 points high on a
   * page of A4, it is an outline: a line for each piece of equipment and for each cluster on it.
   */
  public static Picture drawFoldedTopology(Topology topology) {
    return TopologyPicture.folded(topology);
  }
}
