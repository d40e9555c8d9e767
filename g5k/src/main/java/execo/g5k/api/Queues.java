package execo.g5k.api;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The queues whose clusters are meant. A cluster that names no queue is in {@code admin}, {@code
 * default} and {@code besteffort}; {@code abaca} and {@code production} are one queue.
 *
 * <p>A value. Immutable and thread-safe.
 *
 * @param names the queues; none means all clusters, whatever their queues
 */
public record Queues(Set<String> names) {
  /** Clusters that anybody can use. */
  public static final Queues DEFAULT = of("default");

  /** All clusters. */
  public static final Queues ALL = new Queues(Set.of());

  private static final List<String> UNNAMED = List.of("admin", "default", "besteffort");

  public Queues {
    names = Set.copyOf(names);
  }

  /** Clusters in any of these queues. */
  public static Queues of(String... queues) {
    return new Queues(new LinkedHashSet<>(List.of(queues)));
  }

  /** Whether a cluster is meant that names these queues, or none. */
  public boolean includes(@Nullable List<String> clusterQueues) {
    if (names.isEmpty()) {
      return true;
    }
    for (String queue : clusterQueues == null ? UNNAMED : clusterQueues) {
      if (names.contains(queue)
          || (queue.equals("abaca") && names.contains("production"))
          || (queue.equals("production") && names.contains("abaca"))) {
        return true;
      }
    }
    return false;
  }
}
