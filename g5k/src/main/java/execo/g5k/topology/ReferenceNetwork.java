package execo.g5k.topology;

import execo.g5k.api.Queues;
import execo.g5k.api.ReferenceData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The reference data as network data; what was read once is kept. */
final class ReferenceNetwork implements NetworkData {
  private final ReferenceData data;
  private final Map<String, Map<String, JsonNode>> hosts = new ConcurrentHashMap<>();
  private final Map<String, Map<String, JsonNode>> equipment = new ConcurrentHashMap<>();

  ReferenceNetwork(ReferenceData data) {
    this.data = data;
  }

  @Override
  public List<String> sites() {
    return data.sites();
  }

  @Override
  public List<String> clusters(String site) {
    return data.siteClusters(site, Queues.ALL);
  }

  @Override
  public Map<String, JsonNode> hosts(String cluster) {
    return hosts.computeIfAbsent(
        cluster,
        _ -> {
          var all = new LinkedHashMap<String, JsonNode>();
          data.clusterHosts(cluster).forEach(host -> all.put(host, data.host(host)));
          return all;
        });
  }

  @Override
  public Map<String, JsonNode> equipment(String site) {
    return equipment.computeIfAbsent(
        site,
        _ -> {
          var all = new LinkedHashMap<String, JsonNode>();
          data.siteNetworkEquipments(site)
              .forEach(uid -> all.put(uid, data.networkEquipment(site, uid)));
          return all;
        });
  }

  @Override
  public Map<String, JsonNode> backbone() {
    var all = new LinkedHashMap<String, JsonNode>();
    data.backbone().forEach(uid -> all.put(uid, data.backbone(uid)));
    return all;
  }

  @Override
  public String version() {
    return data.version();
  }
}
