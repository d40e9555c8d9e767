package execo.testbed.grid5000.internal.data;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A larger grid, multiplied from a smaller one. */
public final class SyntheticGrid {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> SITES =
      List.of(
          "bordeaux",
          "grenoble",
          "lille",
          "louvain",
          "luxembourg",
          "lyon",
          "nancy",
          "nantes",
          "rennes",
          "sophia",
          "strasbourg",
          "toulouse");

  private final ObjectNode seed;
  private final List<JsonNode> seedSites = new ArrayList<>();

  private SyntheticGrid(ObjectNode seed) {
    this.seed = seed;
    seed.get("sites").forEach(seedSites::add);
  }

  /** A grid of so many sites, clusters and nodes. */
  public static ObjectNode of(ObjectNode seed, int sites, int clusters, int nodes) {
    return new SyntheticGrid(seed).build(sites, clusters, nodes);
  }

  private ObjectNode build(int sites, int clusters, int nodes) {
    var grid = seed.deepCopy();
    var map = grid.putObject("sites");
    var made = 0;
    var madeNodes = 0;
    for (var i = 0; i < sites; i++) {
      var name = i < SITES.size() ? SITES.get(i) : "site" + i;
      var known = seed.get("sites").has(name);
      var origin = known ? seed.get("sites").get(name) : seedSites.get(i % seedSites.size());
      var site = renamed(origin, origin.path("uid").asString(), name);
      map.set(name, site);
      var wanted = clusters * (i + 1) / sites - made;
      var first = made;
      var patterns = new ArrayList<JsonNode>();
      site.get("clusters").forEach(patterns::add);
      var inSite = site.putObject("clusters");
      for (var c = 0; c < wanted; c++) {
        var last = nodes * (first + c + 1) / clusters;
        var pattern = patterns.get(c % patterns.size());
        var uid = pattern.path("uid").asString();
        var newUid = known && c < patterns.size() ? uid : uid + (first + c);
        inSite.set(newUid, cluster(pattern, newUid, last - madeNodes));
        madeNodes = last;
      }
      made += wanted;
      rewire(site);
    }
    return grid;
  }

  private static ObjectNode cluster(JsonNode pattern, String newUid, int size) {
    var cluster = (ObjectNode) pattern.deepCopy();
    var patterns = new ArrayList<JsonNode>();
    cluster.get("nodes").forEach(patterns::add);
    cluster.put("uid", newUid);
    cluster.put("nodes_count", size);
    var nodes = cluster.putObject("nodes");
    for (var n = 1; n <= size; n++) {
      var node = patterns.get((n - 1) % patterns.size());
      var name = newUid + "-" + n;
      nodes.set(name, renamed(node, node.path("uid").asString(), name));
    }
    return cluster;
  }

  /** Puts the nodes of a site on the ports of the switches that their adapters name. */
  private static void rewire(ObjectNode site) {
    for (var equipment : site.get("network_equipments")) {
      for (var card : equipment.path("linecards")) {
        if (card.get("ports") instanceof ArrayNode ports) {
          ports.removeIf(port ->
              "node".equals(port.path("kind").asString(card.path("kind").asString()))
                  && port.has("uid"));
        }
      }
    }
    for (var cluster : site.get("clusters")) {
      for (var node : cluster.get("nodes")) {
        node.path("network_adapters").forEach(adapter -> plug(site, node, adapter));
      }
    }
  }

  private static void plug(ObjectNode site, JsonNode node, JsonNode adapter) {
    var equipment = site.get("network_equipments").get(adapter.path("switch").asString());
    if (equipment == null || !(adapter instanceof ObjectNode cabled)) {
      return;
    }
    for (var card : equipment.path("linecards")) {
      if (card.get("ports") instanceof ArrayNode ports) {
        var name = "Ethernet1/" + (ports.size() + 1);
        cabled.put("switch_port", name);
        var port = ports.addObject();
        port.put("kind", "node");
        port.put("port", adapter.path("device").asString());
        port.put("snmp_name", name);
        port.put("uid", node.path("uid").asString());
        return;
      }
    }
  }

  private static ObjectNode renamed(JsonNode node, String old, String name) {
    var text = node.toString().replaceAll("\\b" + old + "\\b(?!-\\d)", name);
    return (ObjectNode) JSON.readTree(text);
  }
}
