package execo.g5k.planning;

import java.util.List;
import java.util.Set;

/**
 * A cluster, whether a job needs the type {@code exotic} for it, the queues by which jobs may have
 * it, of those that the planning is for, and its hosts, by number.
 */
public record ClusterPlanning(
    Element.Cluster cluster, boolean exotic, Set<String> queues, List<HostPlanning> hosts) {
  /** A cluster; the collections are copied. */
  public ClusterPlanning {
    queues = Set.copyOf(queues);
    hosts = List.copyOf(hosts);
  }

  /** A cluster for jobs in the queue {@code default}. */
  public ClusterPlanning(Element.Cluster cluster, boolean exotic, List<HostPlanning> hosts) {
    this(cluster, exotic, Set.of("default"), hosts);
  }

  /** Its name. */
  public String name() {
    return cluster.name();
  }
}
