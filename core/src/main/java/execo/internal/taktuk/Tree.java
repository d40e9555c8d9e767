package execo.internal.taktuk;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which hosts were reached through which. Not thread-safe. */
final class Tree {
  private final Map<Integer, Set<Integer>> children = new HashMap<>();

  void connected(int parent, int child) {
    children.computeIfAbsent(parent, p -> new LinkedHashSet<>()).add(child);
  }

  /**
   * A host, those reached through it, and those that it was still to reach.
   *
   * @param given what TakTuk says it was given to reach, as {@code address:position}
   */
  Set<Integer> below(int position, List<String> given) {
    var found = new LinkedHashSet<Integer>();
    var next = new ArrayDeque<Integer>();
    next.add(position);
    for (var each : given) {
      if (!each.isEmpty()) {
        next.add(Integer.valueOf(each.substring(each.lastIndexOf(':') + 1)));
      }
    }
    while (!next.isEmpty()) {
      var host = next.remove();
      if (found.add(host)) {
        next.addAll(children.getOrDefault(host, Set.of()));
      }
    }
    return found;
  }
}
