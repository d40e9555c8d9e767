package execo.g5k.planning;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a job says to get hosts of some clusters: its types, and its queue if not the usual one. */
record Access(List<String> types, Optional<String> queue) {
  private static final String USUAL_QUEUE = "default";

  /** The type that a job needs if some of its clusters are exotic. */
  static List<String> types(boolean exotic) {
    return exotic ? List.of("exotic") : List.of();
  }

  /**
   * The access to any host of some clusters.
   *
   * @throws IllegalArgumentException if jobs of no queue may have hosts of all of them
   */
  static Access to(Collection<ClusterPlanning> clusters) {
    var types = types(clusters.stream().anyMatch(ClusterPlanning::exotic));
    var shared = new TreeSet<String>();
    clusters.forEach(cluster -> shared.addAll(cluster.queues()));
    clusters.forEach(cluster -> shared.retainAll(cluster.queues()));
    if (shared.isEmpty() && !clusters.isEmpty()) {
      throw new IllegalArgumentException(
          "a job is in one queue, but its hosts may be of clusters of several: %s; take one queue,"
                  .formatted(
                      clusters.stream().map(Access::described).collect(Collectors.joining(", ")))
              + " or clusters that have one in common");
    }
    return new Access(
        types,
        shared.isEmpty() || shared.contains(USUAL_QUEUE)
            ? Optional.empty()
            : Optional.of(shared.first()));
  }

  private static String described(ClusterPlanning cluster) {
    return cluster.name() + " (" + String.join(" or ", new TreeSet<>(cluster.queues())) + ")";
  }
}
