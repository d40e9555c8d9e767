package execo.testbed.grid5000.internal.oar;

import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The resources of a site, which never change, and the choice among them. Thread-safe. */
final class Resources {
  private final List<Resource> all;
  private final Set<String> columns = new HashSet<>();
  private final Map<String, BitSet> conditions = new ConcurrentHashMap<>();

  Resources(List<Resource> all) {
    this.all = List.copyOf(all);
    columns.add("type");
    columns.add("resource_id");
    all.forEach(resource -> columns.addAll(resource.properties().keySet()));
  }

  List<Resource> all() {
    return all;
  }

  Resource get(int index) {
    return all.get(index);
  }

  /** The indexes of the resources that match a condition. */
  BitSet matching(String condition) {
    return (BitSet) conditions.computeIfAbsent(condition, this::find).clone();
  }

  private BitSet find(String condition) {
    var predicate = Sql.parse(condition, columns);
    var found = new BitSet(all.size());
    for (var i = 0; i < all.size(); i++) {
      if (predicate.test(all.get(i).properties())) {
        found.set(i);
      }
    }
    return found;
  }

  /**
   * Chooses resources for a request, or gives null if there are not enough.
   *
   * @param allowed those that the job may have
   * @param free those of them that it may have at that time
   */
  @Nullable BitSet choose(ResourceRequest request, BitSet allowed, BitSet free) {
    var chosen = new BitSet();
    for (var group : request.groups()) {
      var candidates = matching(group.typed());
      candidates.and(allowed);
      var left = (BitSet) free.clone();
      left.andNot(chosen);
      var found = choose(group.levels(), candidates, left);
      if (found == null) {
        return null;
      }
      chosen.or(found);
    }
    return chosen;
  }

  private @Nullable BitSet choose(
      List<ResourceRequest.Level> levels, BitSet candidates, BitSet free) {
    var level = levels.getFirst();
    var chosen = new BitSet();
    var count = 0;
    for (var group : byProperty(level.property(), candidates).values()) {
      if (count == level.count()) {
        break;
      }
      var found =
          levels.size() == 1
              ? whole(group, free)
              : choose(levels.subList(1, levels.size()), group, free);
      if (found != null) {
        chosen.or(found);
        count++;
      } else if (level.count() == ResourceRequest.ALL) {
        return null;
      }
    }
    return count > 0 && (count == level.count() || level.count() < 0) ? chosen : null;
  }

  private static @Nullable BitSet whole(BitSet group, BitSet free) {
    var missing = (BitSet) group.clone();
    missing.andNot(free);
    return missing.isEmpty() ? group : null;
  }

  private Map<String, BitSet> byProperty(String property, BitSet candidates) {
    if (!columns.contains(property)) {
      throw new IllegalArgumentException("column \"" + property + "\" does not exist");
    }
    var groups = new LinkedHashMap<String, BitSet>();
    candidates.stream()
        .forEach(index -> {
          var value = all.get(index).text(property);
          if (!value.isEmpty()) {
            groups.computeIfAbsent(value, v -> new BitSet()).set(index);
          }
        });
    return groups;
  }
}
