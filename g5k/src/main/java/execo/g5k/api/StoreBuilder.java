package execo.g5k.api;

import execo.g5k.api.ReferenceStore.ClusterEntry;
import execo.g5k.api.ReferenceStore.SiteEntry;
import execo.g5k.api.ReferenceStore.Slice;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a store of what the API answers to {@code sites?deep=1} and {@code network_equipments}. */
final class StoreBuilder {
  private static final List<String> PARTS =
      List.of("clusters", "network_equipments", "pdus", "servers", "sensors");

  private final ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 20);

  private StoreBuilder() {}

  /**
   * The store.
   *
   * @throws IllegalArgumentException if there are no sites in it
   */
  static ReferenceStore build(JsonNode deep, JsonNode backbone, String version, Instant now) {
    var builder = new StoreBuilder();
    var sites = new LinkedHashMap<String, SiteEntry>();
    builder.named(deep.path("items")).forEach((name, site) -> sites.put(name, builder.site(site)));
    if (sites.isEmpty()) {
      throw new IllegalArgumentException("no sites in it");
    }
    Map<String, Slice> equipments = builder.slices(backbone.path("items"));
    return new ReferenceStore(version, now, sites, equipments, builder.text.toByteArray());
  }

  private SiteEntry site(JsonNode site) {
    var clusters = new LinkedHashMap<String, ClusterEntry>();
    named(site.path("clusters")).forEach((name, each) -> clusters.put(name, cluster(each)));
    return new SiteEntry(
        attributes(site, PARTS), slices(site.path("network_equipments")), clusters);
  }

  private ClusterEntry cluster(JsonNode cluster) {
    JsonNode queues = cluster.path("queues");
    return new ClusterEntry(
        attributes(cluster, List.of("nodes")),
        queues.isArray() ? Json.texts(queues) : null,
        slices(cluster.path("nodes")));
  }

  private Map<String, Slice> slices(JsonNode collection) {
    var all = new LinkedHashMap<String, Slice>();
    named(collection).forEach((name, each) -> all.put(name, attributes(each, List.of())));
    return all;
  }

  /** Things by their names, sorted; the API gives them as an array, or as a map. */
  private Map<String, JsonNode> named(JsonNode collection) {
    var all = new TreeMap<String, JsonNode>(NaturalOrder.NAMES);
    if (collection.isObject()) {
      collection.properties().forEach(each -> all.put(each.getKey(), each.getValue()));
    } else {
      collection.forEach(each -> all.put(Json.textOrEmpty(each, "uid"), each));
    }
    all.remove("");
    return all;
  }

  private Slice attributes(JsonNode node, List<String> without) {
    JsonNode kept = node;
    if (node instanceof ObjectNode object) {
      ObjectNode copy = Json.MAPPER.createObjectNode();
      object
          .properties()
          .forEach(each -> {
            if (!without.contains(each.getKey()) && !each.getKey().equals("links")) {
              copy.set(each.getKey(), each.getValue());
            }
          });
      kept = copy;
    }
    int offset = text.size();
    text.writeBytes(Json.bytes(kept));
    return new Slice(offset, text.size() - offset);
  }
}
