package execo.g5k.planning;

import execo.g5k.api.ApiException;
import execo.g5k.api.G5kApi;
import execo.g5k.api.JobQuery;
import execo.g5k.oar.OarRequest;
import execo.g5k.schedule.Booking;
import execo.g5k.schedule.Interval;
import execo.g5k.schedule.Intervals;
import execo.g5k.schedule.SiteStatus;
import execo.internal.wait.Parallel;
import execo.time.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a program does with plannings, for {@code import static}. Nothing given to these methods is
 * changed by them.
 */
public final class Plannings {
  private static final Logger LOG = LoggerFactory.getLogger(Plannings.class);

  private Plannings() {}

  /**
   * The planning that a request asks for, out of the status of the sites that it concerns. A site
   * whose status is missing is left out, with a warning in the log.
   */
  public static Planning planning(
      Platform platform, PlanningRequest request, Collection<SiteStatus> statuses) {
    return new PlanningBuilder(platform, request)
        .build(statuses, site -> LOG.warn("no status of {}: it is not in the planning", site));
  }

  /**
   * The planning that a request asks for, out of the status that the API tells now: one request a
   * site, several at once. Where that fails or does not tell what is booked, as to those who are
   * not logged in, the jobs of the site tell it. A site of which neither can be had is left out,
   * with a warning in the log.
   */
  public static Planning planning(G5kApi api, Platform platform, PlanningRequest request) {
    return planning(
        api,
        platform,
        request,
        (site, e) -> LOG.warn("what is booked at {} cannot be had: {}", site, e.getMessage()));
  }

  /**
   * The same, telling of each site that is left out, and why, in this thread.
   *
   * @param missing told of these sites; what it throws is thrown here
   */
  public static Planning planning(
      G5kApi api,
      Platform platform,
      PlanningRequest request,
      BiConsumer<String, ApiException> missing) {
    return new PlanningBuilder(platform, request)
        .build(Statuses.of(api, platform, request, missing), _ -> {});
  }

  /** The planning that a request asks for, out of what {@link G5kApi#current()} tells now. */
  public static Planning planning(PlanningRequest request) {
    return planning(G5kApi.current(), Platform.current(), request);
  }

  /** The planning of {@link PlanningRequest#everything()}. */
  public static Planning planning() {
    return planning(PlanningRequest.everything());
  }

  /** The slots of a planning for a walltime. */
  public static Slots computeSlots(Planning planning, Duration walltime) {
    return Slots.of(planning, walltime, List.of());
  }

  /** The slots of a planning for a walltime, without some sites, clusters and hosts. */
  public static Slots computeSlots(
      Planning planning, Duration walltime, Collection<? extends Element> excluded) {
    return Slots.of(planning, walltime, excluded);
  }

  /** The slots of a planning for a walltime as text: {@code "10m"}, {@code "2:00"}. */
  public static Slots computeSlots(Planning planning, String walltime) {
    return computeSlots(planning, walltime, List.of());
  }

  /** The same without some sites, clusters and hosts. */
  public static Slots computeSlots(
      Planning planning, String walltime, Collection<? extends Element> excluded) {
    return computeSlots(planning, Durations.parseWalltime(walltime), excluded);
  }

  /** The first slot with anything of what is wanted, whatever the numbers. */
  public static Optional<Slot> findFirstSlot(Slots slots, Resources wanted) {
    return slots.first(wanted);
  }

  /**
   * The slot with most of what is wanted, whatever the numbers; the first of equal ones. Empty if
   * nothing of it is ever free, as {@link #findFirstSlot} is.
   */
  public static Optional<Slot> findMaxSlot(Slots slots, Resources wanted) {
    return slots.max(wanted);
  }

  /** The first slot that has all that is wanted, in the numbers wanted. */
  public static Optional<Slot> findFreeSlot(Slots slots, Resources wanted) {
    return slots.free(wanted);
  }

  /**
   * The slots in which cores are free until the first of them is not, by start. The list is
   * immutable; a slot costs memory only while it is held.
   */
  public static List<CoreSlot> computeCoreSlots(
      Planning planning, Collection<? extends Element> excluded) {
    return new CoreSlots(planning.without(excluded));
  }

  /** The first slot in which every element can work the core-hours wanted of it. */
  public static Optional<CoreSlot> findCoreSlot(
      List<CoreSlot> slots, Map<? extends Element, Double> coreHours) {
    return slots.stream()
        .filter(slot ->
            coreHours.entrySet().stream()
                .allMatch(want -> slot.coreHours(want.getKey()) >= want.getValue()))
        .findFirst();
  }

  /**
   * Which sites and clusters give what is wanted, of what is available: hosts, clusters and sites
   * give what is wanted of them (0: all that is left of them), and what is wanted of grid5000 is
   * taken in turn from the sites that have some left, as long as any has. Elements that give
   * nothing are not named. A host that is wanted or excluded and not named in what is available is
   * counted in that of its cluster and site.
   *
   * @param ratio the share of each number wanted that is taken, rounded down: above 0, at most 1;
   *     if all of grid5000 is wanted, each site gives this share of what it has left
   */
  public static Resources distributeHosts(
      Resources available, Resources wanted, Collection<? extends Element> excluded, double ratio) {
    return Distribution.of(available, wanted, excluded, ratio);
  }

  /**
   * The same for what is free in a slot. If a vlan is wanted and a routed one of one site will not
   * do, the result tells the sites that have a free global one.
   */
  public static Resources distributeHosts(
      Slot slot, Resources wanted, Collection<? extends Element> excluded, double ratio) {
    var available = slot.counts();
    for (var element : wanted.asMap().keySet()) {
      available = withNode(available, slot, element);
    }
    for (var element : excluded) {
      available = withNode(available, slot, element);
    }
    return slot.withVlanSites(Distribution.of(available, wanted, excluded, ratio), excluded);
  }

  private static Resources withNode(Resources counts, Slot slot, Element element) {
    return element instanceof Element.Node ? counts.with(element, slot.count(element)) : counts;
  }

  /** The same for all of it. */
  public static Resources distributeHosts(Slot slot, Resources wanted) {
    return distributeHosts(slot, wanted, List.of(), 1);
  }

  /** The jobs, one a site, that take such numbers of hosts without those that are excluded. */
  public static List<JobSpec> jobSpecs(
      Resources resources, Collection<? extends Element> excluded) {
    return JobSpecs.of(resources, excluded, null, _ -> new Access(List.of(), Optional.empty()));
  }

  /**
   * The same with a name for the jobs, and with the type that exotic clusters need where they or
   * their hosts are named.
   */
  public static List<JobSpec> jobSpecs(
      Resources resources, Collection<? extends Element> excluded, String name, Platform platform) {
    return JobSpecs.of(
        resources,
        excluded,
        name,
        asked ->
            new Access(
                Access.types(asked.stream().anyMatch(element -> isExotic(platform, element))),
                Optional.empty()));
  }

  private static boolean isExotic(Platform platform, Element element) {
    var name =
        switch (element) {
          case Element.Node node -> node.cluster().name();
          case Element.Cluster cluster -> cluster.name();
          case Element.Site _, Element.Grid _, Element.Kavlan _ -> "";
        };
    return platform.cluster(name).map(ClusterInfo::exotic).orElse(false);
  }

  /**
   * What to ask OAR for, one job a site, to have such numbers of hosts in a slot, all its time. A
   * job has the type {@code exotic} if its hosts may be of exotic clusters, and the queue that
   * their clusters have in common, of those that the planning is for; that is not said if it is
   * {@code default}. More types are added by {@link execo.g5k.oar.OarSubmission#plusTypes}.
   *
   * @throws IllegalArgumentException if the hosts of a job may be of clusters that have no queue in
   *     common
   */
  public static List<OarRequest> requests(Slot slot, Resources resources) {
    return requests(slot, resources, List.of());
  }

  /** The same without some hosts and clusters. */
  public static List<OarRequest> requests(
      Slot slot, Resources resources, Collection<? extends Element> excluded) {
    var walltime = Duration.between(slot.start(), slot.end());
    return JobSpecs.of(resources, excluded, null, asked -> slot.access(asked, excluded)).stream()
        .map(JobSpec::request)
        .map(job ->
            job.submission()
                .withReservationDate(slot.start())
                .withWalltime(walltime)
                .at(job.site()))
        .toList();
  }

  /**
   * How many hosts of the grid, of each site and of each cluster are in a planning, free or not.
   */
  public static Resources maxResources(Planning planning) {
    var counts = new LinkedHashMap<Element, Integer>();
    counts.put(Element.GRID, (int) planning.hosts().count());
    for (var site : planning.sites()) {
      counts.put(site.site(), site.clusters().stream().mapToInt(c -> c.hosts().size()).sum());
      site.clusters().forEach(cluster -> counts.put(cluster.cluster(), cluster.hosts().size()));
    }
    return Resources.of(counts);
  }

  /**
   * The jobs, one a site, that take just these hosts as soon as all of them are free for a
   * walltime; none if that never happens in the planning or one of them is not in it. Types and
   * queues are as in {@link #requests}.
   *
   * @throws IllegalArgumentException if hosts of a site are of clusters that have no queue in
   *     common
   */
  public static List<JobSpec> hostsJobs(
      Planning planning, Collection<Element.Node> hosts, Duration walltime) {
    var busy = Intervals.none();
    for (var host : hosts) {
      var found = planning.host(host);
      if (found.isEmpty()) {
        return List.of();
      }
      busy = busy.union(found.get().timetable().busy());
    }
    return busy.complement(planning.period()).stream()
        .filter(free -> free.seconds() >= Math.max(1, walltime.toSeconds()))
        .findFirst()
        .map(Interval::startDate)
        .map(start ->
            JobSpecs.ofHosts(hosts, Optional.of(start), walltime, some -> access(planning, some)))
        .orElse(List.of());
  }

  private static Access access(Planning planning, Collection<Element.Node> hosts) {
    return Access.to(
        hosts.stream()
            .map(Element.Node::cluster)
            .distinct()
            .flatMap(cluster -> planning.cluster(cluster).stream())
            .toList());
  }

  /** The newest job with a name that is not over, of the jobs of some sites. */
  public static Optional<NamedJob> jobByName(
      String name, Map<String, ? extends Collection<Booking>> jobs) {
    return jobs.entrySet().stream()
        .flatMap(site ->
            site.getValue().stream()
                .filter(job -> job.name().equals(name) && !job.ended())
                .max(Comparator.comparingLong(Booking::uid))
                .map(job -> new NamedJob(job.uid(), site.getKey()))
                .stream())
        .findFirst();
  }

  /**
   * The newest job of the user with a name that is not over, of the first of some sites that has
   * one. The user is that of the API, or of this machine if the API needs none. A site whose jobs
   * cannot be had is passed over, with a warning in the log.
   */
  public static Optional<NamedJob> jobByName(G5kApi api, String name, Collection<String> sites) {
    String user = api.user().orElseGet(() -> System.getProperty("user.name", ""));
    var query = JobQuery.all().user(user).name(name).live();
    var jobs = new LinkedHashMap<String, List<Booking>>();
    Parallel.map(sites, site -> Map.entry(site, bookings(api, site, query)))
        .forEach(each -> jobs.put(each.getKey(), each.getValue()));
    return jobByName(name, jobs);
  }

  private static List<Booking> bookings(G5kApi api, String site, JobQuery query) {
    try {
      return api.jobs(site).list(query).stream().map(Booking::of).toList();
    } catch (ApiException e) {
      LOG.warn("the jobs of {} cannot be had: {}", site, e.getMessage());
      return List.of();
    }
  }

  /** Numbers of hosts as a text for people, under a title. */
  public static String showResources(Resources resources, String title) {
    return ResourceTable.of(resources, title, Resources.none());
  }

  /** The same, each with what there is at most, as {@code taurus: 4/12}. */
  public static String showResources(Resources resources, String title, Resources most) {
    return ResourceTable.of(resources, title, most);
  }
}
