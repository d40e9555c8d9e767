package execo.g5k.planning;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.charter.Charter;
import execo.g5k.schedule.BookedResource;
import execo.g5k.schedule.Booking;
import execo.g5k.schedule.Interval;
import execo.g5k.schedule.SiteStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** What a planning has, against a look at every job for single seconds. */
class PlanningBuilderTest {
  /** A Friday, 6 o'clock in Paris. */
  private static final long FRIDAY = 1_795_150_800;

  private static final int HOUR = 3600;
  private static final Element.Site LYON = new Element.Site("lyon");
  private static final Element.Cluster TAURUS = new Element.Cluster("taurus", LYON);
  private static final List<String> HOSTS =
      List.of("taurus-1.lyon.grid5000.fr", "taurus-2.lyon.grid5000.fr");
  private static final Platform PLATFORM =
      new Platform(
          List.of(
              new SiteInfo(
                  "lyon", List.of(new ClusterInfo("taurus", HOSTS, 12, Set.of(), false)))));
  private static final List<String> HARD =
      List.of("alive", "alive", "alive", "standby", "absent", "suspected", "dead");

  private static Booking job(Random random, long uid) {
    long start = FRIDAY + random.nextInt(120 * HOUR) - 24L * HOUR;
    boolean runs = random.nextBoolean();
    boolean predicted = random.nextInt(5) > 0;
    return new Booking(
        uid,
        "alice",
        "",
        random.nextInt(4) == 0 ? "besteffort" : "default",
        random.nextInt(6) == 0 ? "terminated" : runs ? "running" : "waiting",
        random.nextInt(6) == 0 ? List.of("deploy", "besteffort") : List.of("deploy"),
        start - 60,
        runs || !predicted ? 0 : start,
        runs ? start : 0,
        0,
        1 + random.nextInt(20 * HOUR),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static BookedResource resource(Random random, String type) {
    var jobs = new ArrayList<Booking>();
    for (int i = random.nextInt(5); i > 0; i--) {
      jobs.add(job(random, i));
    }
    return new BookedResource(HARD.get(random.nextInt(HARD.size())), "free", type, jobs);
  }

  private static SequencedMap<String, BookedResource> resources(
      Random random, List<String> names, String type) {
    var resources = new LinkedHashMap<String, BookedResource>();
    names.forEach(name -> resources.put(name, resource(random, type)));
    return resources;
  }

  @Property(tries = 100)
  void aSecondIsBusyIfAJobOrTheCharterTakesIt(@ForAll Random random) {
    var options = EnumSet.noneOf(PlanningOption.class);
    for (var option : PlanningOption.values()) {
      if (random.nextBoolean()) {
        options.add(option);
      }
    }
    var period = new Interval(FRIDAY, FRIDAY + 96L * HOUR);
    var status =
        new SiteStatus(
            "lyon",
            resources(random, HOSTS, "host"),
            resources(random, List.of("sdb.taurus-1", "sdc.taurus-1"), ""),
            resources(random, List.of("4", "5"), "kavlan"),
            resources(random, List.of("10.158.0.0/22"), ""));
    var request = new PlanningRequest(Set.of(Element.GRID), period, Set.of(), options);
    var planning = Plannings.planning(PLATFORM, request, List.of(status));
    var site = planning.sites().getFirst();

    for (var name : HOSTS) {
      var host = planning.host(new Element.Node(name, TAURUS));
      check(host.map(HostPlanning::timetable), status.nodes().get(name), request, true);
    }
    for (var id : status.vlans().keySet()) {
      var vlan = site.vlans().stream().filter(one -> one.name().equals("kavlan-" + id)).findFirst();
      boolean asked = request.has(PlanningOption.VLANS);
      check(vlan.map(VlanPlanning::timetable), status.vlans().get(id), request, asked);
    }
    for (var name : status.subnets().keySet()) {
      var found = Optional.ofNullable(site.subnets().get(name));
      check(found, status.subnets().get(name), request, request.has(PlanningOption.SUBNETS));
    }
    for (var name : status.disks().keySet()) {
      var found = Optional.ofNullable(site.disks().get(name));
      check(found, status.disks().get(name), request, request.has(PlanningOption.DISKS));
    }
  }

  private static void check(
      Optional<Timetable> found,
      @Nullable BookedResource status,
      PlanningRequest request,
      boolean asked) {
    var resource = Objects.requireNonNull(status);
    boolean usable =
        switch (resource.hard()) {
          case "alive", "standby" -> true;
          case "dead" -> false;
          default -> request.has(PlanningOption.ABSENT);
        };
    assertThat(found.isPresent()).isEqualTo(usable && asked);
    if (found.isEmpty()) {
      return;
    }
    var seconds = new TreeSet<Long>();
    for (long hour = 0; hour < 96; hour++) {
      seconds.add(FRIDAY + hour * HOUR);
      seconds.add(FRIDAY + hour * HOUR - 1);
    }
    for (var job : resource.jobs()) {
      long start = Math.max(job.startedAt(), job.scheduledAt());
      for (long edge : new long[] {start, start + job.walltime(), start + job.walltime() + 120}) {
        seconds.add(edge - 1);
        seconds.add(edge);
      }
    }
    for (long second : seconds) {
      if (request.period().contains(second)) {
        boolean busy =
            resource.jobs().stream().anyMatch(job -> takes(job, second, request))
                || (request.has(PlanningOption.OUT_OF_CHARTER)
                    && Charter.restricts(Instant.ofEpochSecond(second)));
        var timetable = found.orElseThrow();
        assertThat(timetable.isFree(new Interval(second, second + 1))).isEqualTo(!busy);
        assertThat(timetable.busy().covers(new Interval(second, second + 1))).isEqualTo(busy);
      }
    }
  }

  private static boolean takes(Booking job, long second, PlanningRequest request) {
    boolean leaves = job.queue().equals("besteffort") || job.types().contains("besteffort");
    long start = job.state().equals("running") ? job.startedAt() : job.scheduledAt();
    return !job.state().equals("terminated")
        && start != 0
        && (!leaves || request.has(PlanningOption.BESTEFFORT_IS_BUSY))
        && start <= second
        && second < start + job.walltime() + 120;
  }
}
