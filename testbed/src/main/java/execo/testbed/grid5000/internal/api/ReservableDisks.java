package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.data.Reference;
import execo.testbed.grid5000.internal.oar.NodeState;
import execo.testbed.grid5000.internal.site.GridSite;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The disks of a site's nodes that can be reserved, all of them free: no job asks for disks. */
final class ReservableDisks {
  private final Reference reference;
  private final GridSite site;

  ReservableDisks(Reference reference, GridSite site) {
    this.reference = reference;
    this.site = site;
  }

  /**
   * Adds them as the status shows them, by {@code sdb.NODE}.
   *
   * @param cluster the cluster that is meant, or null for all
   * @param host the node that is meant, or null for all
   * @param details whether reservations are shown
   */
  void addTo(ObjectNode all, @Nullable String cluster, @Nullable String host, boolean details) {
    var item = reference.item(List.of("sites", site.name()));
    if (item == null) {
      return;
    }
    var states = site.oar().nodes();
    for (var each : reference.items(item, "clusters")) {
      if (cluster == null || cluster.equals(each.uid())) {
        for (var node : reference.items(each, "nodes")) {
          var name = node.uid() + site.suffix();
          if (host == null || host.equals(name)) {
            var state = states.getOrDefault(name, NodeState.ALIVE);
            add(all, name, node.all().path("storage_devices"), state, details);
          }
        }
      }
    }
  }

  private static void add(
      ObjectNode all, String host, JsonNode devices, NodeState state, boolean details) {
    for (var device : devices) {
      if (device.path("reservation").asBoolean(false)) {
        var disk = all.putObject(device.path("device").asString() + "." + host);
        disk.put("hard", state.text().toLowerCase(Locale.ROOT));
        disk.put("soft", "free");
        disk.put("diskpath", device.path("by_path").asString(""));
        if (details) {
          disk.putArray("reservations");
        }
      }
    }
  }
}
