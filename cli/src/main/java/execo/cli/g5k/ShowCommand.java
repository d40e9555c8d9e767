package execo.cli.g5k;

import execo.cli.input.BadInput;
import execo.g5k.HostName;
import execo.g5k.api.Queues;
import execo.g5k.api.ReferenceData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code execo g5k show}: what is known of a node, a cluster, a site or a network equipment. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Prints all attributes of a node, a cluster, a site or a network equipment.",
    sortOptions = false)
final class ShowCommand extends Task {
  @Parameters(
      paramLabel = "NAME",
      description = "Such as taurus-1, taurus, lyon or gw.lyon, the router of lyon.")
  private String name = "";

  @Option(names = "--site", paramLabel = "SITE", description = "The site of a network equipment.")
  private @Nullable String site;

  @Override
  int run() {
    JsonNode found = find(ReferenceData.current());
    if (json()) {
      out().println(found);
    } else {
      var lines = new ArrayList<List<String>>();
      flatten("", found, lines);
      int width = lines.stream().mapToInt(line -> line.getFirst().length()).max().orElse(0);
      for (var line : lines) {
        String path = line.getFirst();
        out().println((path + " ".repeat(width - path.length() + 2) + line.get(1)).stripTrailing());
      }
    }
    return 0;
  }

  private JsonNode find(ReferenceData data) {
    if (site != null) {
      return data.networkEquipment(site, name);
    }
    if (data.sites().contains(name)) {
      return data.site(name);
    }
    if (data.clusters(Queues.ALL).contains(name)) {
      return data.cluster(name);
    }
    if (data.isHost(name)) {
      return data.host(name);
    }
    if (data.backbone().contains(name)) {
      return data.backbone(name);
    }
    return equipment(data);
  }

  private JsonNode equipment(ReferenceData data) {
    var own = data.networkEquipmentSite(name);
    if (own.isPresent()) {
      return data.networkEquipment(own.get(), name);
    }
    int dot = name.indexOf('.');
    var named = data.settings().siteOf(name);
    boolean node = HostName.of(name).isPresent();
    if (dot > 0 && named.isPresent()) {
      String label = name.substring(0, dot);
      if (!node || data.siteNetworkEquipments(named.get()).contains(label)) {
        return data.networkEquipment(named.get(), label);
      }
    }
    if (node) {
      return data.host(name);
    }
    throw new BadInput(
        "no node, cluster, site or network equipment '" + name + "'; see 'execo g5k tree'");
  }

  /** The values in a node, each with the way to it, {@code architecture.nb_cores}. */
  private static void flatten(String path, JsonNode node, List<List<String>> lines) {
    String prefix = path.isEmpty() ? "" : path + ".";
    if (node.isObject() && !node.isEmpty()) {
      node.forEachEntry((member, value) -> {
        if (!member.equals("links")) {
          flatten(prefix + member, value, lines);
        }
      });
    } else if (node.isArray() && !node.isEmpty()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(prefix + i, node.get(i), lines);
      }
    } else {
      lines.add(List.of(path, node.isValueNode() && !node.isNull() ? node.asString() : ""));
    }
  }
}
