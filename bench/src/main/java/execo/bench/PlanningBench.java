package execo.bench;

import static execo.g5k.planning.Plannings.computeCoreSlots;
import static execo.g5k.planning.Plannings.computeSlots;
import static execo.g5k.planning.Plannings.findFreeSlot;
import static execo.g5k.planning.Plannings.planning;

import execo.g5k.planning.ClusterInfo;
import execo.g5k.planning.Element;
import execo.g5k.planning.PlanningRequest;
import execo.g5k.planning.Platform;
import execo.g5k.planning.Resources;
import execo.g5k.planning.SiteInfo;
import execo.g5k.planning.Slots;
import execo.g5k.schedule.BookedResource;
import execo.g5k.schedule.Booking;
import execo.g5k.schedule.Interval;
import execo.g5k.schedule.SiteStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** The planning of 1,000 hosts at 12 sites for four weeks, and the slots in it. */
final class PlanningBench {
  private static final int SITES = 12;
  private static final int CLUSTERS = 60;
  private static final int HOSTS = 1000;
  private static final int CORES = 32;
  private static final int ROUNDS = 5;
  private static final Interval PERIOD =
      new Interval(1_800_000_000L, 1_800_000_000L + Duration.ofDays(28).toSeconds());

  private final Platform platform = platform();

  /** A tenth of the jobs, then all of them. */
  void run(int jobs) {
    measure(jobs / 10);
    measure(jobs);
  }

  private void measure(int jobs) {
    var statuses = statuses(jobs, new Random(jobs));
    var request = PlanningRequest.everything().during(PERIOD).inQueues();
    var walltime = Duration.ofHours(2);
    // Found late if at all: the search goes through all slots.
    var wanted = Resources.of(Map.of(Element.GRID, HOSTS));
    var build = new double[ROUNDS];
    var slot = new double[ROUNDS];
    var find = new double[ROUNDS];
    var core = new double[ROUNDS];
    int count = 0;
    for (int i = 0; i < ROUNDS; i++) {
      var planning = timed(() -> planning(platform, request, statuses), build, i);
      Slots slots = timed(() -> computeSlots(planning, walltime), slot, i);
      timed(() -> findFreeSlot(slots, wanted), find, i);
      timed(() -> computeCoreSlots(planning, List.of()), core, i);
      count = slots.size();
    }
    IO.println(
        String.format(
            Locale.ROOT,
            "planning sites=%d hosts=%d jobs=%d slots=%d build_s=%.3f computeSlots_s=%.3f"
                + " findFreeSlot_s=%.3f coreSlots_s=%.3f first_computeSlots_s=%.3f",
            SITES,
            HOSTS,
            jobs,
            count,
            Numbers.median(build),
            Numbers.median(slot),
            Numbers.median(find),
            Numbers.median(core),
            slot[0]));
  }

  private static <T> T timed(Supplier<T> work, double[] times, int index) {
    long from = System.nanoTime();
    var result = work.get();
    times[index] = Numbers.secondsSince(from);
    return result;
  }

  private static Platform platform() {
    var sites = new ArrayList<SiteInfo>();
    for (int s = 0; s < SITES; s++) {
      var clusters = new ArrayList<ClusterInfo>();
      for (int c = s; c < CLUSTERS; c += SITES) {
        var hosts = new ArrayList<String>();
        for (int h = c; h < HOSTS; h += CLUSTERS) {
          hosts.add("cluster%sx-%s.site%s.example.org".formatted(c, 1 + h / CLUSTERS, s));
        }
        clusters.add(new ClusterInfo("cluster" + c + "x", hosts, CORES, Set.of(), false));
      }
      sites.add(new SiteInfo("site" + s, clusters));
    }
    return new Platform(sites);
  }

  /** Jobs of one to four hosts, one after the other on each host, over the whole period. */
  private List<SiteStatus> statuses(int jobs, Random random) {
    var clusters = platform.sites().stream().flatMap(site -> site.clusters().stream()).toList();
    var freeFrom = new HashMap<String, Long>();
    var onHost = new HashMap<String, List<Booking>>();
    double share = PERIOD.seconds() * (double) HOSTS / (jobs * 2.5);
    for (int uid = 1; uid <= jobs; uid++) {
      var cluster = clusters.get(random.nextInt(clusters.size()));
      int from = random.nextInt(cluster.hosts().size());
      var hosts =
          cluster
              .hosts()
              .subList(from, Math.min(cluster.hosts().size(), from + 1 + random.nextInt(4)));
      long start = PERIOD.start();
      for (var host : hosts) {
        start = Math.max(start, freeFrom.getOrDefault(host, PERIOD.start()));
      }
      start += (long) (random.nextDouble() * 0.6 * share);
      long walltime = 60 + (long) (random.nextDouble() * 0.8 * share);
      var job = job(uid, start, walltime);
      for (var host : hosts) {
        freeFrom.put(host, job.blocks().orElseThrow().end());
        onHost.computeIfAbsent(host, _ -> new ArrayList<>()).add(job);
      }
    }
    return platform.sites().stream().map(site -> status(site, onHost)).toList();
  }

  private static Booking job(long uid, long start, long walltime) {
    return new Booking(
        uid, "user", "", "default", "waiting", List.of(), 0, start, 0, 0, walltime, List.of(),
        List.of(), List.of(), List.of(), List.of());
  }

  private static SiteStatus status(SiteInfo site, Map<String, List<Booking>> onHost) {
    var nodes = new LinkedHashMap<String, BookedResource>();
    for (var cluster : site.clusters()) {
      for (var host : cluster.hosts()) {
        nodes.put(
            host, new BookedResource("alive", "free", "", onHost.getOrDefault(host, List.of())));
      }
    }
    return new SiteStatus(
        site.name(), nodes, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
  }
}
