package execo.cli.g5k;

import execo.g5k.api.ReferenceData;
import execo.host.Host;
import execo.host.Hosts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code execo g5k tree}: sites and clusters. */
@Command(
    name = "tree",
    mixinStandardHelpOptions = true,
    description = "Draws sites, their clusters and nodes; --json is one object of them.",
    sortOptions = false)
final class TreeCommand extends Task {
  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ClusterSelection selection;

  @Override
  int run() {
    var data = ReferenceData.current();
    var tree = new LinkedHashMap<String, Map<String, List<String>>>();
    selection
        .of(data)
        .forEach((site, clusters) -> {
          var hosts = new LinkedHashMap<String, List<String>>();
          clusters.forEach(cluster -> hosts.put(cluster, data.clusterHosts(cluster)));
          tree.put(site, hosts);
        });
    if (json()) {
      out().println(Listing.json(tree));
    } else {
      tree.forEach(this::draw);
    }
    return 0;
  }

  private void draw(String site, Map<String, List<String>> clusters) {
    out().println(site);
    int left = clusters.size();
    for (Map.Entry<String, List<String>> cluster : clusters.entrySet()) {
      var nodes = cluster.getValue().stream().map(Host::new).toList();
      out()
          .println(
              (--left == 0 ? "└─ " : "├─ ")
                  + "%s: %s nodes, %s"
                      .formatted(cluster.getKey(), nodes.size(), Hosts.fold(nodes)));
    }
  }
}
