package execo.g5k.planning;

import static execo.g5k.planning.PlanningOption.ABSENT;
import static execo.g5k.planning.PlanningOption.BESTEFFORT_IS_BUSY;
import static execo.g5k.planning.PlanningOption.DISKS;
import static execo.g5k.planning.PlanningOption.EXOTIC;
import static execo.g5k.planning.PlanningOption.OUT_OF_CHARTER;
import static execo.g5k.planning.PlanningOption.SUBNETS;
import static execo.g5k.planning.PlanningOption.VLANS;

import execo.g5k.charter.Charter;
import execo.g5k.schedule.BookedResource;
import execo.g5k.schedule.Interval;
import execo.g5k.schedule.Intervals;
import execo.g5k.schedule.SiteStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Makes the planning that a request asks for out of the status of sites. */
final class PlanningBuilder {
  private final Platform platform;
  private final PlanningRequest request;
  private final Intervals charter;

  PlanningBuilder(Platform platform, PlanningRequest request) {
    this.platform = platform;
    this.request = request;
    charter = request.has(OUT_OF_CHARTER) ? Charter.periods(request.period()) : Intervals.none();
  }

  /**
   * The planning.
   *
   * @param missing told of sites that the request concerns and that have no status
   */
  Planning build(Collection<SiteStatus> statuses, Consumer<String> missing) {
    var bySite = new HashMap<String, SiteStatus>();
    statuses.forEach(status -> bySite.put(status.site(), status));
    var sites = new ArrayList<SitePlanning>();
    for (var info : platform.sites()) {
      var site = new Element.Site(info.name());
      if (!request.concerns(site)) {
        continue;
      }
      var status = bySite.get(info.name());
      if (status == null) {
        missing.accept(info.name());
        continue;
      }
      sites.add(site(site, info, status));
    }
    return new Planning(request.period(), sites, request.has(VLANS));
  }

  private SitePlanning site(Element.Site site, SiteInfo info, SiteStatus status) {
    var clusters = new ArrayList<ClusterPlanning>();
    for (var cluster : info.clusters()) {
      if (request.queues().isEmpty() || cluster.in(request.queues())) {
        var planning = cluster(new Element.Cluster(cluster.name(), site), cluster, status);
        if (!planning.hosts().isEmpty()) {
          clusters.add(planning);
        }
      }
    }
    var closed =
        clusters.stream().anyMatch(one -> !covered(one.queues())) ? Intervals.none() : charter;
    return new SitePlanning(
        site,
        clusters,
        request.has(VLANS) ? vlans(status, closed) : List.of(),
        request.has(SUBNETS) ? timetables(status.subnets(), closed) : new LinkedHashMap<>(),
        request.has(DISKS) ? timetables(status.disks(), closed) : new LinkedHashMap<>());
  }

  private static boolean covered(Set<String> queues) {
    return queues.stream().anyMatch(Charter::covers);
  }

  private ClusterPlanning cluster(Element.Cluster cluster, ClusterInfo info, SiteStatus status) {
    boolean whole =
        request.elements().contains(cluster)
            || ((!info.exotic() || request.has(EXOTIC))
                && (request.elements().contains(Element.GRID)
                    || request.elements().contains(cluster.site())));
    var queues = info.queues(request.queues());
    var closed = covered(queues) ? charter : Intervals.none();
    var hosts = new ArrayList<HostPlanning>();
    for (var address : info.hosts()) {
      var node = new Element.Node(address, cluster);
      var host = status.nodes().get(address);
      if (host != null && counts(host) && (whole || request.elements().contains(node))) {
        hosts.add(new HostPlanning(node, info.cores(), timetable(host, closed)));
      }
    }
    hosts.sort(Comparator.comparingLong(host -> number(host.node().name())));
    return new ClusterPlanning(cluster, info.exotic(), queues, hosts);
  }

  private boolean counts(BookedResource status) {
    return request.has(ABSENT) ? !status.dead() : status.usable();
  }

  /** The number at the end of a host's name, as 12 of taurus-12. */
  private static long number(String name) {
    int from =
        1
            + IntStream.iterate(name.length() - 1, i -> i >= 0, i -> i - 1)
                .filter(i -> !Character.isDigit(name.charAt(i)))
                .findFirst()
                .orElse(-1);
    return from == name.length() || name.length() - from > 18
        ? Long.MAX_VALUE
        : Long.parseLong(name.substring(from));
  }

  private List<VlanPlanning> vlans(SiteStatus status, Intervals closed) {
    var vlans = new ArrayList<VlanPlanning>();
    status
        .vlans()
        .forEach((name, vlan) -> {
          var digits = name.startsWith("kavlan-") ? name.substring(7) : name;
          if (counts(vlan) && digits.matches("[0-9]{1,8}")) {
            int id = Integer.parseInt(digits);
            vlans.add(
                new VlanPlanning(id, VlanPlanning.kind(id, vlan.type()), timetable(vlan, closed)));
          }
        });
    vlans.sort(Comparator.comparingInt(VlanPlanning::id));
    return vlans;
  }

  private SequencedMap<String, Timetable> timetables(
      Map<String, BookedResource> statuses, Intervals closed) {
    var timetables = new LinkedHashMap<String, Timetable>();
    statuses.forEach((name, status) -> {
      if (counts(status)) {
        timetables.put(name, timetable(status, closed));
      }
    });
    return timetables;
  }

  private Timetable timetable(BookedResource status, Intervals besides) {
    var busy = new ArrayList<Interval>(status.jobs().size());
    for (var job : status.jobs()) {
      if (request.has(BESTEFFORT_IS_BUSY) || !job.besteffort()) {
        job.blocks().ifPresent(busy::add);
      }
    }
    return new Timetable(request.period(), Intervals.of(busy).union(besides));
  }
}
