package execo.cli.g5k;

import execo.g5k.api.ReferenceData;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code execo g5k sites}: the sites. */
@Command(
    name = "sites",
    mixinStandardHelpOptions = true,
    description = "Lists the sites, each with the number of its clusters and nodes.",
    sortOptions = false)
final class SitesCommand extends Task {
  @Mixin
  @SuppressWarnings("NullAway.Init")
  private QueueOption queue;

  @Override
  int run() {
    var data = ReferenceData.current();
    var listing = new Listing("SITE", "CLUSTERS", "NODES");
    for (String site : data.sites()) {
      int clusters = data.siteClusters(site, queue.queues()).size();
      int nodes = data.siteHosts(site, queue.queues()).size();
      listing.add(
          Map.of("site", site, "clusters", clusters, "nodes", nodes), site, clusters, nodes);
    }
    print(listing);
    return 0;
  }
}
