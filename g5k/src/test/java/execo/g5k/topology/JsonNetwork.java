package execo.g5k.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Network data out of one JSON text. */
public record JsonNetwork(JsonNode all) implements NetworkData {
  /** 375 hosts of four sites, as they were in September 2020. */
  public static JsonNetwork of2020() {
    try (var in = JsonNetwork.class.getResourceAsStream("g5k-2020.json")) {
      return new JsonNetwork(JsonMapper.shared().readTree(Objects.requireNonNull(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data in a text. */
  public static JsonNetwork of(String json) {
    return new JsonNetwork(JsonMapper.shared().readTree(json));
  }

  private static Map<String, JsonNode> byUid(JsonNode array) {
    var items = new LinkedHashMap<String, JsonNode>();
    array.forEach(item -> items.put(item.path("uid").asString(), item));
    return items;
  }

  @Override
  public List<String> sites() {
    return new ArrayList<>(all.path("sites").propertyNames());
  }

  @Override
  public List<String> clusters(String site) {
    return new ArrayList<>(all.path("sites").path(site).path("clusters").propertyNames());
  }

  @Override
  public Map<String, JsonNode> hosts(String cluster) {
    for (var site : all.path("sites")) {
      if (site.path("clusters").has(cluster)) {
        return byUid(site.path("clusters").path(cluster).path("nodes"));
      }
    }
    return Map.of();
  }

  @Override
  public Map<String, JsonNode> equipment(String site) {
    return byUid(all.path("sites").path(site).path("network_equipments"));
  }

  @Override
  public Map<String, JsonNode> backbone() {
    return byUid(all.path("network_equipments"));
  }

  @Override
  public String version() {
    return all.path("version").asString("");
  }
}
