package execo.cli.g5k;

import execo.g5k.api.ReferenceData;
import execo.g5k.picture.Pictures;
import execo.g5k.picture.Stamp;
import execo.g5k.planning.ClusterPlanning;
import execo.g5k.planning.Element;
import execo.g5k.planning.Planning;
import execo.g5k.planning.PlanningOption;
import execo.g5k.planning.PlanningRequest;
import execo.g5k.planning.Plannings;
import execo.g5k.planning.Platform;
import execo.g5k.planning.SitePlanning;
import execo.g5k.planning.Slots;
import execo.g5k.planning.Timetable;
import execo.g5k.schedule.Interval;
import execo.g5k.schedule.Intervals;
import execo.time.Dates;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code execo g5k planning}: when hosts are free. */
@Command(
    name = "planning",
    mixinStandardHelpOptions = true,
    description = "Lists when clusters, hosts, kavlans, subnets or disks are busy and free.",
    customSynopsis = "execo g5k planning [OPTIONS] [ELEMENT...]",
    sortOptions = false,
    footer = {
      "",
      "The picture that -o writes is a Gantt chart of the hosts of each site.",
      "",
      "Examples:",
      "  execo g5k planning taurus --by host --to '2026-12-24 19:00:00'",
      "  execo g5k planning lyon nancy --exclude nova -o gantt.svg"
    })
final class PlanningCommand extends PlanningTask {
  /** What has a timetable of its own. */
  enum By {
    CLUSTER,
    HOST,
    VLAN,
    SUBNET,
    DISK;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Elements elements;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description = "List each of these: ${COMPLETION-CANDIDATES} (default: cluster).")
  private By by = By.CLUSTER;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private PictureFile file;

  @Override
  int run() {
    boolean picture = file.asked(".svg", ".png");
    var platform = Platform.of(ReferenceData.current());
    var request = request(platform);
    var excluded = options().excluded(platform);
    var planning = look(platform, request).without(excluded);
    if (picture) {
      file.write(Pictures.drawGantt(planning, Stamp.now(ReferenceData.current())));
    } else {
      print(by == By.CLUSTER ? clusters(planning) : timetables(planning));
    }
    return code();
  }

  private PlanningRequest request(Platform platform) {
    var request = options().request(elements.in(platform));
    return switch (by) {
      case CLUSTER, HOST -> request;
      case VLAN -> request.with(PlanningOption.VLANS);
      case SUBNET -> request.with(PlanningOption.SUBNETS);
      case DISK -> request.with(PlanningOption.DISKS);
    };
  }

  private static Listing clusters(Planning planning) {
    var listing = new Listing("CLUSTER", "SITE", "FREE", "OF", "FROM", "TO");
    var slots = Plannings.computeSlots(planning, Duration.ofSeconds(1));
    for (SitePlanning site : planning.sites()) {
      for (ClusterPlanning cluster : site.clusters()) {
        add(listing, slots, cluster);
      }
    }
    return listing;
  }

  private static void add(Listing listing, Slots slots, ClusterPlanning cluster) {
    Element element = cluster.cluster();
    long end = slots.planning().period().end();
    for (int i = 0; i < slots.size(); ) {
      int free = slots.get(i).count(element);
      int next = i + 1;
      while (next < slots.size() && slots.get(next).count(element) == free) {
        next++;
      }
      var interval =
          new Interval(
              slots.get(i).interval().start(),
              next < slots.size() ? slots.get(next).interval().start() : end);
      var object = new LinkedHashMap<String, Object>();
      object.put("cluster", cluster.name());
      object.put("site", cluster.cluster().site().name());
      object.put("free", free);
      object.put("hosts", cluster.hosts().size());
      object.put("from", interval.startDate().toString());
      object.put("to", interval.endDate().toString());
      listing.add(
          object,
          cluster.name(),
          cluster.cluster().site().name(),
          free,
          cluster.hosts().size(),
          Dates.format(interval.startDate()),
          Dates.format(interval.endDate()));
      i = next;
    }
  }

  private Listing timetables(Planning planning) {
    var listing = new Listing(by.name(), "SITE", "USE", "FROM", "TO");
    for (SitePlanning site : planning.sites()) {
      switch (by) {
        case CLUSTER, HOST ->
            site.clusters().stream()
                .flatMap(cluster -> cluster.hosts().stream())
                .forEach(host -> add(listing, site, host.node().address(), host.timetable()));
        case VLAN ->
            site.vlans().forEach(vlan -> add(listing, site, vlan.name(), vlan.timetable()));
        case SUBNET -> site.subnets().forEach((name, times) -> add(listing, site, name, times));
        case DISK -> site.disks().forEach((name, times) -> add(listing, site, name, times));
      }
    }
    return listing;
  }

  private void add(Listing listing, SitePlanning site, String name, Timetable timetable) {
    Intervals busy = timetable.busy();
    Stream.concat(busy.stream(), timetable.free().stream())
        .sorted()
        .forEach(interval -> {
          String use = busy.covers(interval) ? "busy" : "free";
          var object = new LinkedHashMap<String, Object>();
          object.put(by.toString(), name);
          object.put("site", site.name());
          object.put("use", use);
          object.put("from", interval.startDate().toString());
          object.put("to", interval.endDate().toString());
          listing.add(
              object,
              name,
              site.name(),
              use,
              Dates.format(interval.startDate()),
              Dates.format(interval.endDate()));
        });
  }
}
