package execo.g5k.planning;

import java.util.List;

/** A cluster and its hosts, by number. */
public record ClusterPlanning(Element.Cluster cluster, boolean exotic, List<HostPlanning> hosts) {
  /** A cluster; the list is copied. */
  public ClusterPlanning {
    hosts = List.copyOf(hosts);
  }

  /** Its name. */
  public String name() {
    return cluster.name();
  }
}
