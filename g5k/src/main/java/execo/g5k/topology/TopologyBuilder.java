package execo.g5k.topology;

import execo.g5k.topology.Place.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.graph.Multigraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Draws the graph of some hosts, and of the equipment between them, out of the data. */
final class TopologyBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(TopologyBuilder.class);

  private final NetworkData data;
  private final Set<String> leftOut;
  private final Graph<Place, Link> graph = new Multigraph<>(Link.class);
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  TopologyBuilder(NetworkData data, Set<String> leftOut) {
    this.data = data;
    this.leftOut = leftOut;
  }

  /**
   * The graph.
   *
   * @param hosts short names of hosts by site and cluster
   * @param equipment full names of equipment that is wanted without hosts, too
   */
  Graph<Place, Link> build(
      Map<String, Map<String, Set<String>>> hosts, Set<String> equipment, boolean backbone) {
    var sites = new LinkedHashSet<>(hosts.keySet());
    for (var name : equipment) {
      sites.add(name.substring(name.lastIndexOf('.') + 1));
    }
    for (var site : sites) {
      site(new SiteNetwork(site, data), hosts.getOrDefault(site, Map.of()), equipment);
    }
    if (backbone) {
      backbone(sites);
    }
    return graph;
  }

  private Place place(Place place) {
    return places.computeIfAbsent(
        place.name(),
        _ -> {
          graph.addVertex(place);
          return place;
        });
  }

  /** The key of a link, with its number if there are others between the same places. */
  private String numbered(String key) {
    int number = numbers.merge(key, 1, Integer::sum);
    return number == 1 ? key : key + "_" + number;
  }

  private void link(
      String key, Place from, Place to, long rate, boolean active, OptionalDouble latency) {
    graph.addEdge(from, to, new Link(key, from, to, rate, active, latency));
  }

  private void site(SiteNetwork network, Map<String, Set<String>> clusters, Set<String> asked) {
    var adapters = new LinkedHashMap<Place, List<Adapter>>();
    var equipment = new LinkedHashSet<Equipment>();
    clusters.forEach((cluster, names) -> {
      var items = data.hosts(cluster);
      for (var name : names) {
        host(network, cluster, name, Objects.requireNonNull(items.get(name)), adapters, equipment);
      }
    });
    for (var name : asked) {
      var found =
          name.endsWith("." + network.site)
              ? network.find(name.substring(0, name.length() - network.site.length() - 1))
              : null;
      if (found != null) {
        equipment.add(found);
      }
    }
    equipment.removeIf(one -> leftOut.contains(name(network, one)));
    var all = network.upToRouter(equipment, leftOut);
    all.forEach(one -> place(place(network, one)));
    adapters.forEach((host, list) -> cable(network, all, host, list));
    cable(network, all);
  }

  private void host(
      SiteNetwork network,
      String cluster,
      String name,
      JsonNode item,
      Map<Place, List<Adapter>> adapters,
      Collection<Equipment> equipment) {
    var usable = Adapter.of(item);
    if (usable.isEmpty()) {
      LOG.warn("{} has no network adapter with a known switch: it is left out", name);
      return;
    }
    var host =
        place(
            new Place(
                name,
                Kind.HOST,
                network.site,
                cluster,
                0,
                item.path("performance").path("core_flops").asLong(0),
                item.path("architecture").path("nb_cores").asInt(0)));
    adapters.put(host, usable);
    var mounted = usable.stream().filter(Adapter::mounted).toList();
    for (var adapter : mounted.isEmpty() ? usable : mounted) {
      var found = network.find(adapter.equipment());
      if (found == null) {
        LOG.warn("{} is plugged into {}, which is not known", name, adapter.equipment());
      } else {
        equipment.add(found);
      }
    }
  }

  private static String name(SiteNetwork network, Equipment equipment) {
    return equipment.uid + "." + network.site;
  }

  private static Place place(SiteNetwork network, Equipment equipment) {
    return new Place(
        name(network, equipment),
        equipment.isRouter() ? Kind.ROUTER : Kind.SWITCH,
        network.site,
        "",
        equipment.backplane,
        0,
        0);
  }

  /** Where a cable is plugged into equipment: a line card of a router, else the thing itself. */
  private Place socket(SiteNetwork network, Equipment equipment, OptionalInt linecard) {
    var whole = place(place(network, equipment));
    if (!equipment.isRouter() || linecard.isEmpty()) {
      return whole;
    }
    int number = linecard.getAsInt();
    var name = whole.name() + "/" + number;
    var known = places.get(name);
    if (known != null) {
      return known;
    }
    long backplane = equipment.linecardBackplanes.getOrDefault(number, 0L);
    var card = place(new Place(name, Kind.LINECARD, network.site, "", backplane, 0, 0));
    link(whole.name() + "_" + name, whole, card, backplane, true, OptionalDouble.empty());
    return card;
  }

  private void cable(
      SiteNetwork network, Set<Equipment> present, Place host, List<Adapter> adapters) {
    for (var adapter : adapters) {
      var equipment = network.find(adapter.equipment());
      if (equipment == null || !present.contains(equipment)) {
        continue;
      }
      var port = equipment.portOf(host.name(), adapter.device());
      var linecard = port == null ? OptionalInt.empty() : OptionalInt.of(port.linecard());
      var socket = socket(network, equipment, linecard);
      long rate = Equipment.least(port == null ? 0 : port.rate(), adapter.rate());
      var key = socket.name() + "_" + host.name() + "_" + adapter.device();
      link(key, socket, host, rate, adapter.mounted(), OptionalDouble.empty());
    }
  }

  private void cable(SiteNetwork network, Set<Equipment> present) {
    for (var cable : network.cables) {
      if (present.contains(cable.from()) && present.contains(cable.to())) {
        var from = socket(network, cable.from(), cable.fromLinecard());
        var to = socket(network, cable.to(), cable.toLinecard());
        link(
            numbered(from.name() + "_" + to.name()),
            from,
            to,
            cable.rate(),
            true,
            OptionalDouble.empty());
      }
    }
  }

  private void backbone(Set<String> sites) {
    var network = new BackboneNetwork(data);
    var uplinks = new ArrayList<BackboneNetwork.Uplink>();
    for (var uplink : network.uplinks(sites)) {
      if (router(uplink.site()) != null && !leftOut.contains(uplink.uid())) {
        uplinks.add(uplink);
      }
    }
    var ends = uplinks.stream().map(BackboneNetwork.Uplink::uid).distinct().toList();
    network
        .between(ends, leftOut)
        .forEach(uid -> place(new Place(uid, Kind.BACKBONE, "", "", 0, 0, 0)));
    for (var uplink : uplinks) {
      var router = Objects.requireNonNull(router(uplink.site()));
      var there = Objects.requireNonNull(places.get(uplink.uid()));
      link(
          numbered(router.name() + "_" + uplink.uid()),
          router,
          there,
          uplink.rate(),
          true,
          OptionalDouble.empty());
    }
    for (var line : network.lines) {
      var from = places.get(line.from());
      var to = places.get(line.to());
      if (from != null && to != null) {
        var latency = OptionalDouble.of(line.latency());
        link(numbered(line.from() + "_" + line.to()), from, to, line.rate(), true, latency);
      }
    }
  }

  private @Nullable Place router(String site) {
    return graph.vertexSet().stream()
        .filter(place -> place.kind() == Kind.ROUTER && place.site().equals(site))
        .findFirst()
        .orElse(null);
  }
}
