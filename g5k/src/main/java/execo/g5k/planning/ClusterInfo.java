package execo.g5k.planning;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a planning has to know of a cluster: its hosts by full name, the cores of each of them, the
 * queues that may use it and whether a job needs the type {@code exotic} for it.
 */
public record ClusterInfo(
    String name, List<String> hosts, int cores, Set<String> queues, boolean exotic) {
  /** The queues of a cluster that names none. */
  public static final Set<String> USUAL_QUEUES = Set.of("admin", "default", "besteffort");

  private static final Set<String> NOT_USUAL = Set.of("admin", "besteffort");

  /** A cluster; the collections are copied. */
  public ClusterInfo {
    hosts = List.copyOf(hosts);
    queues = queues.isEmpty() ? USUAL_QUEUES : Set.copyOf(queues);
  }

  /** Whether one of some queues may use it; {@code production} is the old name of {@code abaca}. */
  public boolean in(Collection<String> asked) {
    return asked.stream()
        .anyMatch(queue -> queues.contains(queue) || queues.contains(other(queue)));
  }

  /**
   * The queues by which jobs may have it: those of some queues, or all of its own but {@code admin}
   * and {@code besteffort} if none are asked for.
   */
  Set<String> queues(Collection<String> asked) {
    var some = new TreeSet<>(asked.isEmpty() ? queues : asked);
    if (asked.isEmpty()) {
      some.removeAll(NOT_USUAL);
    } else {
      some.removeIf(queue -> !in(Set.of(queue)));
    }
    return some.isEmpty() ? queues : some;
  }

  private static String other(String queue) {
    return switch (queue) {
      case "production" -> "abaca";
      case "abaca" -> "production";
      default -> queue;
    };
  }
}
