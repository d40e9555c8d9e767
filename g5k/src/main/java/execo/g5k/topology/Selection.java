package execo.g5k.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked to be in a network: hosts, equipment besides theirs, what is left out. */
final class Selection {
  private enum Backbone {
    IF_NEEDED,
    ALWAYS,
    NEVER
  }

  private record Home(String site, String cluster) {}

  private final NetworkData data;
  private final Map<String, Home> homes;
  private final Map<String, Set<String>> hostsOf;
  private final Map<String, Home> hosts = new LinkedHashMap<>();
  private final Set<String> equipment = new LinkedHashSet<>();
  private final Set<String> leftOut = new LinkedHashSet<>();
  private Backbone backbone = Backbone.IF_NEEDED;

  Selection(NetworkData data) {
    this.data = data;
    homes = new HashMap<>();
    hostsOf = new LinkedHashMap<>();
    var all = new LinkedHashSet<String>();
    hostsOf.put("grid5000", all);
    for (var site : data.sites()) {
      var ofSite = new LinkedHashSet<String>();
      for (var cluster : data.clusters(site)) {
        var ofCluster = new LinkedHashSet<>(data.hosts(cluster).keySet());
        ofCluster.forEach(host -> homes.put(host, new Home(site, cluster)));
        hostsOf.put(cluster, ofCluster);
        ofSite.addAll(ofCluster);
      }
      hostsOf.put(site, ofSite);
      all.addAll(ofSite);
    }
  }

  private Selection(Selection other) {
    data = other.data;
    homes = other.homes;
    hostsOf = other.hostsOf;
    hosts.putAll(other.hosts);
    equipment.addAll(other.equipment);
    leftOut.addAll(other.leftOut);
    backbone = other.backbone;
  }

  Selection plus(Collection<String> names) {
    var copy = new Selection(this);
    for (var name : names) {
      var some = hosts(name);
      if (some != null) {
        some.forEach(host -> copy.hosts.put(host, Objects.requireNonNull(homes.get(host))));
      } else if (name.equals(Topology.BACKBONE)) {
        copy.backbone = Backbone.ALWAYS;
      } else {
        var full = equipment(name);
        copy.leftOut.remove(full);
        if (!data.backbone().containsKey(full)) {
          copy.equipment.add(full);
        }
      }
    }
    return copy;
  }

  Selection minus(Collection<String> names) {
    var copy = new Selection(this);
    for (var name : names) {
      var some = hosts(name);
      if (some != null) {
        copy.hosts.keySet().removeAll(some);
        copy.equipment.removeIf(one -> one.endsWith("." + name));
      } else if (name.equals(Topology.BACKBONE)) {
        copy.backbone = Backbone.NEVER;
      } else {
        var full = equipment(name);
        copy.equipment.remove(full);
        copy.leftOut.add(full);
      }
    }
    return copy;
  }

  /** The hosts that a name tells; null if it tells something else. */
  private @Nullable Collection<String> hosts(String name) {
    var group = hostsOf.get(name);
    if (group != null) {
      return group;
    }
    var host = shortName(name);
    return homes.containsKey(host) && !isEquipment(name) ? List.of(host) : null;
  }

  /** The first label of a name, without the vlan of a host. */
  static String shortName(String name) {
    int dot = name.indexOf('.');
    return (dot < 0 ? name : name.substring(0, dot)).replaceFirst("-kavlan-[0-9]+$", "");
  }

  private boolean isEquipment(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && data.sites().contains(name.substring(dot + 1))
        && data.equipment(name.substring(dot + 1)).containsKey(name.substring(0, dot));
  }

  private String equipment(String name) {
    if (data.backbone().containsKey(name) || isEquipment(name)) {
      return name;
    }
    var owners = new ArrayList<String>();
    for (var site : data.sites()) {
      if (data.equipment(site).containsKey(name)) {
        owners.add(name + "." + site);
      }
    }
    if (owners.size() == 1) {
      return owners.getFirst();
    }
    throw new IllegalArgumentException(
        owners.isEmpty()
            ? "nothing is named '%s'; expected grid5000, a site (%s), a cluster, a host, equipment such as gw.%s, or backbone"
                .formatted(
                    name,
                    String.join(", ", data.sites()),
                    data.sites().isEmpty() ? "SITE" : data.sites().getFirst())
            : "several sites have equipment named '%s': say which of %s"
                .formatted(name, String.join(", ", owners)));
  }

  Map<String, Map<String, Set<String>>> hosts() {
    var sites = new LinkedHashMap<String, Map<String, Set<String>>>();
    hosts.forEach((host, home) ->
        sites
            .computeIfAbsent(home.site(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(home.cluster(), _ -> new LinkedHashSet<>())
            .add(host));
    return sites;
  }

  Set<String> equipment() {
    return equipment;
  }

  Set<String> leftOut() {
    return leftOut;
  }

  boolean hasBackbone() {
    return switch (backbone) {
      case ALWAYS -> true;
      case NEVER -> false;
      case IF_NEEDED -> hosts.values().stream().map(Home::site).distinct().count() > 1;
    };
  }
}
