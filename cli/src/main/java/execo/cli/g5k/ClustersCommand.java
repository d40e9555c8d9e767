package execo.cli.g5k;

import execo.g5k.api.ReferenceData;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code execo g5k clusters}: the clusters of sites. */
@Command(
    name = "clusters",
    mixinStandardHelpOptions = true,
    description = "Lists clusters: their sites, queues and models, and how many nodes they have.",
    sortOptions = false)
final class ClustersCommand extends Task {
  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ClusterSelection selection;

  @Override
  int run() {
    var data = ReferenceData.current();
    var listing = new Listing("CLUSTER", "SITE", "NODES", "QUEUES", "MODEL");
    selection
        .of(data)
        .forEach((site, clusters) -> {
          for (String cluster : clusters) {
            int nodes = data.clusterHosts(cluster).size();
            var queues = data.queues(cluster);
            String model = data.cluster(cluster).path("model").asString("");
            var object = new LinkedHashMap<String, @Nullable Object>();
            object.put("cluster", cluster);
            object.put("site", site);
            object.put("nodes", nodes);
            object.put("queues", queues);
            object.put("model", model);
            listing.add(object, cluster, site, nodes, String.join(",", queues), model);
          }
        });
    print(listing);
    return 0;
  }
}
