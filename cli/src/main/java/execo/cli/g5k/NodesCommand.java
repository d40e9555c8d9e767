package execo.cli.g5k;

import execo.g5k.api.G5kApi;
import execo.g5k.api.ReferenceData;
import execo.g5k.api.Status;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code execo g5k nodes}: the nodes of sites and clusters. */
@Command(
    name = "nodes",
    mixinStandardHelpOptions = true,
    description = "Lists nodes: how many cores and how much memory they have, and what they do.",
    sortOptions = false)
final class NodesCommand extends Task {
  private static final double GIBIBYTE = 1 << 30;

  @Parameters(
      arity = "0..*",
      paramLabel = "SITE-or-CLUSTER",
      description = "Only of these sites and clusters.")
  private List<String> places = List.of();

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private QueueOption queue;

  @Option(
      names = "--status",
      description = "Ask also for what they do now: alive, dead, ...; free, busy, ...")
  private boolean status;

  @Override
  int run() {
    var data = ReferenceData.current();
    var nodes = new LinkedHashSet<String>();
    for (String place : places.isEmpty() ? data.sites() : places) {
      nodes.addAll(
          data.sites().contains(place)
              ? data.siteHosts(place, queue.queues())
              : data.filterClusters(List.of(place), queue.queues()).stream()
                  .flatMap(cluster -> data.clusterHosts(cluster).stream())
                  .toList());
    }
    var sites = new LinkedHashSet<String>();
    nodes.forEach(node -> data.hostSite(node).ifPresent(sites::add));
    Map<String, Status> now = status ? ask(sites, site -> G5kApi.current().status(site)) : Map.of();
    var listing =
        status
            ? new Listing("NODE", "CORES", "GIB", "STATE", "USE")
            : new Listing("NODE", "CORES", "GIB");
    nodes.forEach(node -> add(listing, data, node, now));
    print(listing);
    return now.size() < sites.size() && status ? UNREACHED : 0;
  }

  private void add(Listing listing, ReferenceData data, String node, Map<String, Status> now) {
    String name = data.longName(node);
    String site = data.hostSite(node).orElse("");
    var attributes = data.host(node);
    long memory = attributes.path("main_memory").path("ram_size").asLong(0);
    int cores = attributes.path("architecture").path("nb_cores").asInt(0);
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("node", name);
    object.put("cluster", data.hostCluster(node).orElse(""));
    object.put("site", site);
    object.put("cores", cores);
    object.put("memory_bytes", memory);
    long gibibytes = Math.round(memory / GIBIBYTE);
    if (!status) {
      listing.add(object, name, cores, gibibytes);
      return;
    }
    Status known = now.get(site);
    var does = known == null ? null : known.nodes().get(name);
    object.put("hard", does == null ? null : does.hard());
    object.put("soft", does == null ? null : does.soft());
    listing.add(
        object,
        name,
        cores,
        gibibytes,
        does == null ? null : does.hard(),
        does == null ? null : does.soft());
  }
}
