package execo.g5k.planning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A site: its clusters and, where they were asked for, its vlans, subnets and disks, with when each
 * is free. Immutable.
 */
public record SitePlanning(
    Element.Site site,
    List<ClusterPlanning> clusters,
    List<VlanPlanning> vlans,
    SequencedMap<String, Timetable> subnets,
    SequencedMap<String, Timetable> disks) {
  /** A site; the collections are copied. */
  public SitePlanning {
    clusters = List.copyOf(clusters);
    vlans = List.copyOf(vlans);
    subnets = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(subnets));
    disks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(disks));
  }

  /** Its name. */
  public String name() {
    return site.name();
  }
}
