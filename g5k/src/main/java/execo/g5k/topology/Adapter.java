package execo.g5k.topology;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An Ethernet adapter of a host that experiments may use and that is cabled: its device, the uid of
 * the switch, its rate in bit/s (0 if unknown), and whether it is in use.
 */
public record Adapter(String device, String equipment, long rate, boolean mounted) {
  /** Those of a host's attributes. */
  static List<Adapter> of(JsonNode host) {
    var adapters = new ArrayList<Adapter>();
    for (var item : host.path("network_adapters")) {
      var equipment = item.path("switch").asString("");
      if (!equipment.isEmpty()
          && !item.path("management").asBoolean(false)
          && item.path("mountable").asBoolean(false)
          && item.path("interface").asString("").equals("Ethernet")) {
        adapters.add(
            new Adapter(
                item.path("device").asString(""),
                equipment,
                item.path("rate").asLong(0),
                item.path("mounted").asBoolean(false)));
      }
    }
    return List.copyOf(adapters);
  }
}
