package execo.g5k.topology;

import execo.g5k.api.ReferenceData;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What the reference data says of hosts and network equipment. The attributes are as the API has
 * them; what is missing from them is taken for unknown. Names of hosts are short.
 */
public interface NetworkData {
  /** The network data in the reference data. */
  static NetworkData of(ReferenceData data) {
    return new ReferenceNetwork(data);
  }

  /** The sites. */
  List<String> sites();

  /** The clusters of a site. */
  List<String> clusters(String site);

  /** The hosts of a cluster, by short name, with their attributes. */
  Map<String, JsonNode> hosts(String cluster);

  /** The equipment of a site, by uid, with its attributes. */
  Map<String, JsonNode> equipment(String site);

  /** The equipment of the backbone, by uid, with its attributes. */
  Map<String, JsonNode> backbone();

  /** The version of the data; empty if it is not known. */
  String version();
}
