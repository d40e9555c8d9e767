package execo.g5k.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The equipment of a site and how it is cabled. */
final class SiteNetwork {
  final String site;
  final Map<String, Equipment> equipment = new LinkedHashMap<>();
  final List<Cable> cables;
  private final Map<Equipment, Set<Equipment>> cabled = new HashMap<>();

  SiteNetwork(String site, NetworkData data) {
    this.site = site;
    data.equipment(site)
        .forEach((uid, item) -> {
          var one = new Equipment(item);
          if (one.isEthernet()) {
            equipment.put(uid, one);
          }
        });
    cables = Cable.of(equipment);
    for (var cable : cables) {
      cabled.computeIfAbsent(cable.from(), _ -> new LinkedHashSet<>()).add(cable.to());
      cabled.computeIfAbsent(cable.to(), _ -> new LinkedHashSet<>()).add(cable.from());
    }
  }

  /** The equipment with a uid or an alias. */
  @Nullable Equipment find(String name) {
    var found = equipment.get(name);
    return found != null
        ? found
        : equipment.values().stream()
            .filter(one -> one.names.contains(name))
            .findFirst()
            .orElse(null);
  }

  Optional<Equipment> router() {
    return equipment.values().stream().filter(Equipment::isRouter).findFirst();
  }

  /** Some equipment, with that between it and the router, without what is left out. */
  Set<Equipment> upToRouter(Collection<Equipment> some, Set<String> leftOut) {
    var all = new LinkedHashSet<>(some);
    some.forEach(one -> all.addAll(wayToRouter(one, leftOut)));
    return all;
  }

  private List<Equipment> wayToRouter(Equipment from, Set<String> leftOut) {
    var cameFrom = new HashMap<Equipment, Equipment>();
    var seen = new HashSet<Equipment>(Set.of(from));
    var queue = new ArrayDeque<Equipment>(List.of(from));
    while (!queue.isEmpty()) {
      var at = queue.remove();
      if (at.isRouter()) {
        var way = new ArrayList<Equipment>();
        for (Equipment step = at; step != null; step = cameFrom.get(step)) {
          way.add(step);
        }
        return way;
      }
      for (var next : cabled.getOrDefault(at, Set.of())) {
        if (!leftOut.contains(next.uid + "." + site) && seen.add(next)) {
          cameFrom.put(next, at);
          queue.add(next);
        }
      }
    }
    return List.of();
  }
}
