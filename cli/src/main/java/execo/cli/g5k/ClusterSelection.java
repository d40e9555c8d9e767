package execo.cli.g5k;

import execo.g5k.api.ReferenceData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The clusters that a command line means, by site. */
final class ClusterSelection {
  @Parameters(arity = "0..*", paramLabel = "SITE", description = "Only of these sites.")
  private List<String> sites = List.of();

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private QueueOption queue;

  /** The clusters of each site, in the order of the sites. */
  SequencedMap<String, List<String>> of(ReferenceData data) {
    var clusters = new LinkedHashMap<String, List<String>>();
    for (String site : sites.isEmpty() ? data.sites() : sites) {
      clusters.put(site, data.siteClusters(site, queue.queues()));
    }
    return clusters;
  }
}
