package execo.g5k.planning;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.charter.Charter;
import execo.g5k.schedule.BookedResource;
import execo.g5k.schedule.Booking;
import execo.g5k.schedule.Interval;
import execo.g5k.schedule.SiteStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** When given hosts of two sites are free, against a look at each two minutes of four days. */
class HostsJobsTest {
  /** A Friday, 6 o'clock in Paris. */
  private static final long FRIDAY = 1_795_150_800;

  private static final int STEP = 120;
  private static final int STEPS = 4 * 24 * 30;
  private static final Interval PERIOD = new Interval(FRIDAY, FRIDAY + STEP * (long) STEPS);
  private static final List<String> HOSTS =
      List.of(
          "taurus-1.lyon.grid5000.fr",
          "taurus-2.lyon.grid5000.fr",
          "gros-1.nancy.grid5000.fr",
          "gros-2.nancy.grid5000.fr");
  private static final Platform PLATFORM =
      new Platform(
          List.of(
              new SiteInfo(
                  "lyon",
                  List.of(new ClusterInfo("taurus", HOSTS.subList(0, 2), 12, Set.of(), false))),
              new SiteInfo(
                  "nancy",
                  List.of(new ClusterInfo("gros", HOSTS.subList(2, 4), 18, Set.of(), false)))));

  private static Booking job(Random random, long uid) {
    return new Booking(
        uid,
        "alice",
        "",
        "default",
        "waiting",
        List.of(),
        0,
        FRIDAY + 3600L * (random.nextInt(120) - 24),
        0,
        0,
        3600L * (1 + random.nextInt(24)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static SiteStatus status(SiteInfo site, Random random) {
    var nodes = new LinkedHashMap<String, BookedResource>();
    for (var host : site.clusters().getFirst().hosts()) {
      var jobs = new ArrayList<Booking>();
      for (int i = random.nextInt(3); i > 0; i--) {
        jobs.add(job(random, i));
      }
      nodes.put(host, new BookedResource("alive", "free", "", jobs));
    }
    var none = new LinkedHashMap<String, BookedResource>();
    return new SiteStatus(site.name(), nodes, none, none, none);
  }

  @Property(tries = 200)
  @StatisticsReport(StatisticsReportMode.OFF)
  void jobsStartAsSoonAsAllHostsAreFree(
      @ForAll Random random, @ForAll boolean charter, @ForAll boolean longer) {
    var statuses = PLATFORM.sites().stream().map(site -> status(site, random)).toList();
    var chosen = new LinkedHashSet<Element.Node>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      chosen.add((Element.Node) PLATFORM.element(HOSTS.get(random.nextInt(4))));
    }
    int steps = 1 + random.nextInt(longer ? STEPS : 200);
    var request = PlanningRequest.everything().during(PERIOD);
    var planning =
        Plannings.planning(
            PLATFORM, charter ? request.with(PlanningOption.OUT_OF_CHARTER) : request, statuses);

    long expected = first(statuses, chosen, steps, charter);
    var jobs = Plannings.hostsJobs(planning, chosen, Duration.ofSeconds((long) steps * STEP));

    Statistics.label("there")
        .collect(expected != 0)
        .coverage(coverage -> {
          coverage.check(true).percentage(share -> share > 20);
          coverage.check(false).percentage(share -> share > 5);
        });
    assertThat(jobs.isEmpty()).isEqualTo(expected == 0);
    if (expected != 0) {
      assertThat(jobs)
          .extracting(job -> job.start().orElseThrow().getEpochSecond())
          .containsOnly(expected);
      assertThat(jobs)
          .extracting(JobSpec::site)
          .containsExactlyInAnyOrderElementsOf(
              chosen.stream()
                  .map(node -> node.cluster().site().name())
                  .collect(Collectors.toSet()));
      for (var host : HOSTS) {
        assertThat(jobs.stream().filter(job -> job.resources().contains("'" + host + "'")).count())
            .isEqualTo(chosen.contains(PLATFORM.element(host)) ? 1 : 0);
      }
    }
  }

  /** The first date from which on so many steps are free; 0 if there is none. */
  private static long first(
      List<SiteStatus> statuses, Set<Element.Node> hosts, int steps, boolean charter) {
    int free = 0;
    for (int step = 0; step < STEPS; step++) {
      long second = FRIDAY + (long) step * STEP;
      boolean busy = charter && Charter.restricts(Instant.ofEpochSecond(second));
      for (var status : statuses) {
        for (var node : hosts) {
          var resource = status.nodes().get(node.address());
          busy |= resource != null && resource.jobs().stream().anyMatch(job -> has(job, second));
        }
      }
      free = busy ? 0 : free + 1;
      if (free == steps) {
        return second - (long) (steps - 1) * STEP;
      }
    }
    return 0;
  }

  private static boolean has(Booking job, long second) {
    return job.scheduledAt() <= second && second < job.scheduledAt() + job.walltime() + 120;
  }
}
