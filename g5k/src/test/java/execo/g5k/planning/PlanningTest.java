package execo.g5k.planning;

import static execo.g5k.planning.PlanningOption.ABSENT;
import static execo.g5k.planning.PlanningOption.BESTEFFORT_IS_BUSY;
import static execo.g5k.planning.PlanningOption.DISKS;
import static execo.g5k.planning.PlanningOption.EXOTIC;
import static execo.g5k.planning.PlanningOption.OUT_OF_CHARTER;
import static execo.g5k.planning.PlanningOption.SUBNETS;
import static execo.g5k.planning.PlanningOption.VLANS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.g5k.charter.Charter;
import execo.g5k.oar.OarSubmission;
import execo.g5k.picture.Pictures;
import execo.g5k.schedule.BookedResource;
import execo.g5k.schedule.Booking;
import execo.g5k.schedule.Interval;
import execo.g5k.schedule.Intervals;
import execo.g5k.schedule.SiteStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlanningTest {
  /** A Monday, 8 o'clock in Paris. */
  private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");

  private static final long START = NOW.getEpochSecond() + 60;

  private static final Platform PLATFORM =
      new Platform(
          List.of(
              new SiteInfo(
                  "lyon",
                  List.of(
                      cluster("taurus", "lyon", 3, false, "default", "admin"),
                      cluster("pyxis", "lyon", 1, true, "default"))),
              new SiteInfo(
                  "rennes",
                  List.of(
                      cluster("paravance", "rennes", 12, false),
                      cluster("abacus22", "rennes", 1, false, "abaca", "admin")))));

  private static ClusterInfo cluster(
      String name, String site, int hosts, boolean exotic, String... queues) {
    var names =
        IntStream.rangeClosed(1, hosts)
            .mapToObj(i -> name + "-" + i + "." + site + ".grid5000.fr")
            .sorted()
            .toList();
    return new ClusterInfo(name, names, 8, Set.of(queues), exotic);
  }

  private static Booking job(long uid, String queue, long start, long walltime) {
    return Booking.of(
        JsonMapper.shared()
            .readTree(
                "{\"uid\":%d,\"name\":\"n%d\",\"queue\":\"%s\",\"state\":\"running\",\"started_at\":%d,\"walltime\":%d}"
                    .formatted(uid, uid, queue, start, walltime)));
  }

  private static BookedResource status(String hard, String type, Booking... jobs) {
    return new BookedResource(hard, "free", type, List.of(jobs));
  }

  private static List<SiteStatus> statuses() {
    return List.of(lyon(), rennes());
  }

  private static SiteStatus lyon() {
    var nodes = new LinkedHashMap<String, BookedResource>();
    nodes.put(
        "taurus-1.lyon.grid5000.fr",
        status("alive", "", job(1, "default", START, 600), job(2, "besteffort", START + 5000, 60)));
    nodes.put("taurus-2.lyon.grid5000.fr", status("dead", ""));
    nodes.put("taurus-3.lyon.grid5000.fr", status("absent", ""));
    nodes.put("pyxis-1.lyon.grid5000.fr", status("alive", ""));
    var vlans = new LinkedHashMap<String, BookedResource>();
    vlans.put("1", status("alive", "kavlan-local"));
    vlans.put("4", status("alive", "kavlan", job(3, "default", START, 600)));
    vlans.put("5", status("alive", "kavlan"));
    vlans.put("13", status("alive", "kavlan-global"));
    vlans.put("DEFAULT", status("alive", ""));
    var disks = new LinkedHashMap<>(Map.of("sdb.taurus-1", status("alive", "")));
    var subnets =
        new LinkedHashMap<>(
            Map.of("10.158.0.0/22", status("alive", "", job(4, "default", START, 60))));
    return new SiteStatus("lyon", nodes, disks, vlans, subnets);
  }

  private static SiteStatus rennes() {
    SequencedMap<String, BookedResource> nodes = new LinkedHashMap<>();
    for (var cluster : PLATFORM.sites().get(1).clusters()) {
      cluster.hosts().forEach(host -> nodes.put(host, status("standby", "")));
    }
    return new SiteStatus(
        "rennes", nodes, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  private static PlanningRequest request() {
    return PlanningRequest.everything(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static List<String> hosts(PlanningRequest request) {
    return Plannings.planning(PLATFORM, request, statuses())
        .hosts()
        .map(host -> host.node().name())
        .toList();
  }

  private static Intervals busy(PlanningRequest request, String host) {
    return Plannings.planning(PLATFORM, request, statuses())
        .host((Element.Node) PLATFORM.element(host))
        .orElseThrow()
        .timetable()
        .busy();
  }

  @Test
  void hostsThatWorkOrSleepAreThereInTheOrderOfTheirNumbers() {
    assertThat(hosts(request()))
        .startsWith("taurus-1", "paravance-1", "paravance-2")
        .endsWith("paravance-12")
        .hasSize(13);
    assertThat(hosts(request().with(ABSENT))).contains("taurus-3").doesNotContain("taurus-2");
  }

  @Test
  void queuesAndExoticClustersAreMinded() {
    assertThat(hosts(request().inQueues("production"))).containsExactly("abacus22-1");
    assertThat(hosts(request().inQueues("default", "abaca")))
        .contains("taurus-1", "abacus22-1")
        .doesNotContain("pyxis-1");
    assertThat(hosts(request().with(EXOTIC))).contains("pyxis-1");
    assertThat(hosts(request().of(PLATFORM.elements("pyxis")))).containsExactly("pyxis-1");
    assertThat(hosts(request().inQueues())).hasSize(14);
  }

  @Test
  void onlyWhatIsNamedIsThere() {
    assertThat(hosts(request().of(PLATFORM.elements("paravance-3,lyon"))))
        .containsExactly("taurus-1", "paravance-3");
    var planning =
        Plannings.planning(PLATFORM, request().of(PLATFORM.elements("rennes")), List.of(lyon()));
    assertThat(planning.sites()).isEmpty();
  }

  @Test
  void jobsBlockUntilTwoMinutesAfterTheirEnd() {
    assertThat(busy(request(), "taurus-1")).containsExactly(new Interval(START, START + 720));
    assertThat(busy(request().with(BESTEFFORT_IS_BUSY), "taurus-1"))
        .containsExactly(
            new Interval(START, START + 720), new Interval(START + 5000, START + 5180));
  }

  @Test
  void theHoursOfTheCharterCanCountAsBusy() {
    var busy = busy(request().with(OUT_OF_CHARTER), "paravance-1");

    assertThat(busy).isEqualTo(Charter.periods(request().period()));
    assertThat(busy.getFirst().startDate()).isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
  }

  @Test
  void theHoursOfTheCharterAreBusyForEverythingThatItCovers() {
    var request = request().with(OUT_OF_CHARTER, VLANS, SUBNETS, DISKS);
    var hours = Charter.periods(request.period());

    var lyon = Plannings.planning(PLATFORM, request, statuses()).sites().getFirst();
    assertThat(lyon.vlans().get(2).timetable().busy()).isEqualTo(hours);
    assertThat(lyon.disks().firstEntry().getValue().busy()).isEqualTo(hours);
    assertThat(lyon.subnets().firstEntry().getValue().busy()).containsAll(hours);
    assertThat(busy(request.inQueues("abaca"), "abacus22-1")).isEmpty();
    assertThat(busy(request.inQueues(), "abacus22-1")).isEmpty();
    assertThat(busy(request.inQueues(), "paravance-1")).isEqualTo(hours);
  }

  @Test
  void vlansSubnetsAndDisksAreThereWhenAskedFor() {
    var request = request().with(VLANS, SUBNETS, DISKS);
    var site = Plannings.planning(PLATFORM, request, statuses()).sites().getFirst();

    assertThat(site.vlans())
        .extracting(VlanPlanning::name)
        .containsExactly("kavlan-1", "kavlan-4", "kavlan-5", "kavlan-13");
    assertThat(site.subnets()).containsOnlyKeys("10.158.0.0/22");
    assertThat(site.disks()).containsOnlyKeys("sdb.taurus-1");
    var bare = Plannings.planning(PLATFORM, request(), statuses()).sites().getFirst();
    assertThat(bare.vlans()).isEmpty();
    assertThat(bare.subnets()).isEmpty();
  }

  @Test
  void aVlanOfTheSiteOrAGlobalOne() {
    var walltime = Duration.ofSeconds(60);
    var wanted = Resources.parse("taurus=1,kavlan=2", PLATFORM);
    var lyonOnly = request().of(PLATFORM.elements("lyon")).with(VLANS);
    var slots =
        Plannings.computeSlots(Plannings.planning(PLATFORM, lyonOnly, statuses()), walltime);
    assertThat(slots.getFirst().count(Element.KAVLAN)).isEqualTo(1);
    assertThat(Plannings.findFreeSlot(slots, wanted))
        .map(Slot::start)
        .contains(Instant.ofEpochSecond(START + 720));

    var all = Plannings.planning(PLATFORM, request().with(VLANS), statuses());
    var anywhere = Plannings.computeSlots(all, walltime);
    var slot =
        Plannings.findFreeSlot(anywhere, Resources.parse("grid5000=3,kavlan=1", PLATFORM))
            .orElseThrow();
    assertThat(slot.globalVlanSites()).containsExactly("lyon");
    var dealt =
        Plannings.distributeHosts(slot, Resources.parse("rennes=3,lyon=0,kavlan=1", PLATFORM));
    assertThat(Plannings.jobSpecs(dealt, Set.of()))
        .extracting(JobSpec::resources)
        .containsExactly("nodes=3", "{type='kavlan-global'}/vlan=1");

    var without =
        Plannings.computeSlots(Plannings.planning(PLATFORM, request(), statuses()), walltime);
    assertThatThrownBy(() -> Plannings.findFreeSlot(without, wanted))
        .hasMessageContaining("with(VLANS)");
  }

  @Test
  void clustersWithoutHostsAreDropped() {
    var all = Plannings.planning(PLATFORM, request().with(EXOTIC, VLANS), statuses());

    var some = all.without(PLATFORM.elements("pyxis-1,abacus22-1"));

    assertThat(some.sites().getFirst().clusters())
        .extracting(ClusterPlanning::name)
        .containsExactly("taurus");
    assertThat(all.without(PLATFORM.elements("pyxis-1,taurus-1")).sites().getFirst().vlans())
        .isEqualTo(all.sites().getFirst().vlans());
    var picture = Pictures.drawGantt(some);
    assertThat(picture.svg()).contains("taurus", "paravance").doesNotContain("NaN");
    assertThat(picture.height()).isGreaterThan(100);
  }

  /** What is submitted for what is wanted, in the first slot. */
  private static OarSubmission submission(PlanningRequest request, String wanted) {
    var planning = Plannings.planning(PLATFORM, request, statuses());
    var slot = Plannings.computeSlots(planning, "1:00").getFirst();
    var requests = Plannings.requests(slot, Resources.parse(wanted, PLATFORM));
    assertThat(requests).hasSize(1);
    return requests.getFirst().submission();
  }

  @Test
  void jobsSayTheTypeThatTheirClustersNeed() {
    var exotic = request().with(EXOTIC);

    assertThat(submission(exotic, "lyon=1").types()).containsExactly("exotic");
    assertThat(submission(exotic, "pyxis=1").types()).containsExactly("exotic");
    assertThat(submission(exotic, "pyxis-1=1").plusTypes("deploy", "exotic").types())
        .containsExactly("exotic", "deploy");
    assertThat(submission(exotic, "rennes=1").types()).isEmpty();
    assertThat(submission(exotic, "taurus=1").types()).isEmpty();
    assertThat(hostsJobs(exotic, "pyxis-1,paravance-1"))
        .extracting(JobSpec::types)
        .containsExactly(List.of("exotic"), List.of());
  }

  @Test
  void jobsSayTheQueueThatTheirClustersHaveInCommon() {
    assertThat(submission(request(), "rennes=1").queue()).isNull();
    assertThat(submission(request().inQueues("abaca"), "rennes=1").queue()).isEqualTo("abaca");
    assertThat(submission(request().inQueues("production"), "abacus22-1=1").queue())
        .isEqualTo("production");
    var any = request().inQueues();
    assertThat(submission(any, "abacus22=1").queue()).isEqualTo("abaca");
    assertThat(submission(any, "paravance=1").queue()).isNull();
    assertThatThrownBy(() -> submission(any, "rennes=1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("paravance (default), abacus22 (abaca)");
    assertThatThrownBy(() -> submission(any, "paravance=1,abacus22=1"))
        .hasMessageContaining("take one queue");
    var slot =
        Plannings.computeSlots(Plannings.planning(PLATFORM, any, statuses()), "1:00").getFirst();
    var some = Resources.parse("rennes=1", PLATFORM);
    assertThat(Plannings.requests(slot, some, PLATFORM.elements("paravance")))
        .extracting(job -> job.submission().queue())
        .containsExactly("abaca");
    assertThat(hostsJobs(any, "abacus22-1")).extracting(JobSpec::queue).containsOnly(ABACA);
    assertThatThrownBy(() -> hostsJobs(any, "abacus22-1,paravance-1"))
        .hasMessageContaining("take one queue");
  }

  private static final Optional<String> ABACA = Optional.of("abaca");

  private static List<JobSpec> hostsJobs(PlanningRequest request, String hosts) {
    var planning = Plannings.planning(PLATFORM, request, statuses());
    var nodes = PLATFORM.elements(hosts).stream().map(Element.Node.class::cast).toList();
    return Plannings.hostsJobs(planning, nodes, Duration.ofHours(1));
  }

  @Test
  void aSiteWithoutVlansHasNoneFree() {
    var request = request().of(PLATFORM.elements("rennes")).with(VLANS);
    var slots = Plannings.computeSlots(Plannings.planning(PLATFORM, request, statuses()), "1:00");
    var wanted = Resources.parse("rennes=1,kavlan=1", PLATFORM);

    assertThat(Plannings.findFreeSlot(slots, wanted)).isEmpty();
    assertThat(slots.getFirst().vlans(wanted)).isZero();
    var rest = Plannings.planning(PLATFORM, request().with(VLANS), statuses());
    var without = rest.without(PLATFORM.elements("lyon"));
    assertThat(Plannings.findFreeSlot(Plannings.computeSlots(without, "1:00"), wanted)).isEmpty();
  }

  @Test
  void theNumbersOfHosts() {
    assertThat(Plannings.maxResources(Plannings.planning(PLATFORM, request(), statuses())))
        .hasToString("grid5000=13,lyon=1,taurus=1,rennes=12,paravance=12");
  }

  @Test
  void aJobIsFoundByItsName() {
    var jobs = new LinkedHashMap<String, List<Booking>>();
    jobs.put("lyon", List.of(job(1, "default", 1, 1)));
    jobs.put("rennes", List.of(job(5, "default", 1, 1)));

    assertThat(Plannings.jobByName("n5", jobs)).isEqualTo(Optional.of(new NamedJob(5, "rennes")));
    assertThat(Plannings.jobByName("n6", jobs)).isEmpty();
  }
}
