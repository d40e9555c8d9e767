package execo.g5k.planning;

import static execo.g5k.planning.Plannings.distributeHosts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.g5k.schedule.Intervals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DistributionTest {
  private static final Platform PLATFORM =
      new Platform(
          List.of(
              new SiteInfo(
                  "lyon", List.of(cluster("taurus", "lyon", 8), cluster("nova", "lyon", 4))),
              new SiteInfo("nancy", List.of(cluster("gros", "nancy", 10))),
              new SiteInfo("rennes", List.of(cluster("paravance", "rennes", 3)))));

  private static ClusterInfo cluster(String name, String site, int hosts) {
    var names = new ArrayList<String>();
    for (int i = 1; i <= hosts; i++) {
      names.add(name + "-" + i + "." + site + ".grid5000.fr");
    }
    return new ClusterInfo(name, names, 16, Set.of(), false);
  }

  private static Resources resources(String text) {
    return Resources.parse(text, PLATFORM);
  }

  private static final Resources AVAILABLE =
      resources("grid5000=25,lyon=12,taurus=8,nova=4,nancy=10,gros=10,rennes=3,paravance=3");

  private static String distribute(String wanted, String excluded, double ratio) {
    return distributeHosts(
            AVAILABLE,
            resources(wanted),
            excluded.isEmpty() ? List.of() : PLATFORM.elements(excluded),
            ratio)
        .toString();
  }

  @Test
  void clustersAndSitesGiveWhatIsWantedOfThem() {
    assertThat(distribute("taurus=4,lyon=2", "", 1)).isEqualTo("taurus=4,lyon=2");
    assertThat(distribute("taurus=0,lyon=0", "", 1)).isEqualTo("taurus=8,lyon=4");
    assertThat(distribute("lyon=0", "taurus", 1)).isEqualTo("lyon=4");
    assertThat(distribute("lyon=0,nancy=0", "lyon", 1)).isEqualTo("nancy=10");
    assertThat(distribute("taurus-1=1,taurus=0", "", 1)).isEqualTo("taurus-1=1,taurus=7");
  }

  @Test
  void hostsThatAreExcludedAreNoneOfWhatIsAvailable() {
    assertThat(distribute("taurus=0", "taurus-1,taurus-2", 1)).isEqualTo("taurus=6");
    assertThat(distribute("lyon=0", "taurus-1,nova", 1)).isEqualTo("lyon=7");
    assertThat(distribute("grid5000=0", "paravance-3,rennes,gros-1", 1))
        .isEqualTo("lyon=12,nancy=9");
  }

  @Test
  void whatIsWantedOfAnywhereIsTakenInTurn() {
    assertThat(distribute("grid5000=7", "", 1)).isEqualTo("lyon=3,nancy=2,rennes=2");
    assertThat(distribute("grid5000=12", "", 1)).isEqualTo("lyon=5,nancy=4,rennes=3");
    assertThat(distribute("taurus=2,grid5000=3", "rennes", 1)).isEqualTo("taurus=2,lyon=2,nancy=1");
  }

  @Test
  void takingMoreThanThereIsEnds() {
    assertThat(distribute("taurus=0,grid5000=0", "", 1))
        .isEqualTo("taurus=8,lyon=4,nancy=10,rennes=3");
    assertThat(distribute("grid5000=100", "", 1)).isEqualTo("lyon=12,nancy=10,rennes=3");
  }

  @Test
  void theRatioRoundsDown() {
    assertThat(distribute("grid5000=0", "", 0.9)).isEqualTo("lyon=10,nancy=9,rennes=2");
    assertThat(distribute("nancy=10,rennes=3", "", 0.3)).isEqualTo("nancy=3");
    assertThatThrownBy(() -> distribute("lyon=1", "", 1.5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRatioIsTakenBeforeHostsAreDealtOut() {
    assertThat(distribute("grid5000=7", "", 0.9)).isEqualTo("lyon=2,nancy=2,rennes=2");
    assertThat(distribute("grid5000=3", "", 0.9)).isEqualTo("lyon=1,nancy=1");
    assertThat(distribute("grid5000=1", "", 0.9)).isEmpty();
    assertThat(distribute("lyon=3,taurus=5,grid5000=10", "", 0.9))
        .isEqualTo("lyon=5,taurus=4,nancy=3,rennes=3");
  }

  @Test
  void aHostThatIsNotFreeIsNotTaken() {
    var planning = RandomPlannings.planning(new Random(3));
    var slots = Plannings.computeSlots(planning, Duration.ofSeconds(5));
    for (var slot : slots) {
      planning
          .hosts()
          .forEach(host -> {
            var all = Resources.of(Map.of(host.node(), 0));
            assertThat(distributeHosts(slot, all).count(host.node()))
                .isEqualTo(slot.count(host.node()));
          });
    }
  }

  @Test
  void aVlanIsCopied() {
    assertThat(distribute("lyon=1,kavlan=1", "", 0.5)).isEqualTo("kavlan=1");
    assertThat(distribute("lyon=2,kavlan=1", "", 1)).isEqualTo("lyon=2,kavlan=1");
  }

  @Provide
  Arbitrary<Planning> plannings() {
    return RandomPlannings.plannings();
  }

  /** What is wanted, what is excluded, and the first slot that has it. */
  private record Case(Slot slot, Resources wanted, Set<Element> excluded, Oracle oracle) {
    Resources dealt(double ratio) {
      return distributeHosts(slot, wanted, excluded, ratio);
    }

    int free(Element element) {
      return oracle.count(element, slot.interval().start(), 5);
    }
  }

  /** A slot in which all can be had, found without looking at what is excluded, or with. */
  private static Case free(Planning planning, Random random) {
    var wanted = RandomPlannings.wanted(planning, random);
    var excluded = RandomPlannings.excluded(planning, random);
    var oracle = new Oracle(planning.without(excluded));
    Assume.that(
        wanted.asMap().keySet().stream()
            .noneMatch(element -> excluded.stream().anyMatch(out -> inside(element, out))));
    var length = Duration.ofSeconds(5);
    var slots =
        random.nextBoolean()
            ? Plannings.computeSlots(planning, length)
            : Plannings.computeSlots(planning, length, excluded);
    var slot =
        slots.stream()
            .filter(one -> oracle.satisfies(wanted, one.interval().start(), 5))
            .filter(one -> oracle.hasVlans(wanted, one.interval().start(), 5))
            .findFirst();
    Assume.that(slot.isPresent());
    return new Case(slot.orElseThrow(), wanted, excluded, oracle);
  }

  private static boolean inside(Element element, Element outer) {
    return switch (element) {
      case Element.Node node -> Oracle.in(node, outer);
      case Element.Cluster cluster -> cluster.equals(outer) || cluster.site().equals(outer);
      default -> element.equals(outer);
    };
  }

  @Property(tries = 500)
  void whatAFreeSlotHasCanBeDealtOut(
      @ForAll("plannings") Planning planning, @ForAll Random random) {
    var given = free(planning, random);
    var before = given.slot().counts().toString();

    var dealt = given.dealt(1);

    assertThat(given.oracle().satisfies(dealt, given.slot().interval().start(), 5)).isTrue();
    hasVlans(given, dealt);
    int sum = hosts(dealt).values().stream().mapToInt(Integer::intValue).sum();
    var wanted = hosts(given.wanted());
    wanted.forEach((element, number) -> {
      if (!(element instanceof Element.Grid)) {
        assertThat(dealt.count(element)).isGreaterThanOrEqualTo(number);
      }
      if (number > 0 && !(element instanceof Element.Grid) && !wanted.containsKey(Element.GRID)) {
        assertThat(dealt.count(element)).isEqualTo(number);
      }
    });
    if (wanted.getOrDefault(Element.GRID, 1) == 0) {
      assertThat(sum).isEqualTo(given.free(Element.GRID));
    } else if (wanted.entrySet().stream().allMatch(want -> want.getValue() > 0)) {
      assertThat(sum).isEqualTo(wanted.values().stream().mapToInt(Integer::intValue).sum());
    }
    if (wanted.size() == 1) {
      wanted.forEach((element, number) -> {
        if (number == 0 && !(element instanceof Element.Grid)) {
          assertThat(dealt.count(element)).isEqualTo(given.free(element));
        }
      });
    }
    dealt
        .asMap()
        .keySet()
        .forEach(
            element -> assertThat(given.excluded()).noneMatch(outer -> inside(element, outer)));
    assertThat(given.slot().counts()).hasToString(before);
  }

  /** The numbers of all but vlans. */
  private static Map<Element, Integer> hosts(Resources resources) {
    var hosts = new LinkedHashMap<>(resources.asMap());
    hosts.remove(Element.KAVLAN);
    return hosts;
  }

  /** Routed vlans of the only site, or all global ones that are free are told, and are enough. */
  private static void hasVlans(Case given, Resources dealt) {
    int number = given.wanted().count(Element.KAVLAN);
    assertThat(dealt.count(Element.KAVLAN)).isEqualTo(number);
    if (number == 0 || hosts(dealt).isEmpty()) {
      return;
    }
    var oracle = given.oracle();
    long start = given.slot().interval().start();
    if (dealt.kavlanSites().isEmpty()) {
      var sites =
          oracle.planning().sites().stream()
              .filter(site ->
                  hosts(dealt).keySet().stream().anyMatch(element -> inside(element, site.site())))
              .toList();
      assertThat(sites).hasSize(1);
      assertThat(oracle.vlans(sites.getFirst(), VlanPlanning.Kind.ROUTED, start, 5))
          .isGreaterThanOrEqualTo(number);
    } else {
      var global = new ArrayList<String>();
      for (var site : oracle.planning().sites()) {
        for (int i = oracle.vlans(site, VlanPlanning.Kind.GLOBAL, start, 5); i > 0; i--) {
          global.add(site.name());
        }
      }
      assertThat(dealt.kavlanSites()).isEqualTo(global).hasSizeGreaterThanOrEqualTo(number);
    }
  }

  /** Also of hosts that are excluded or wanted and not among the numbers themselves. */
  @Property(tries = 300)
  void numbersAreDealtOutAsASlotInWhichAllIsFree(
      @ForAll("plannings") Planning planning, @ForAll Random random) {
    var free =
        new Planning(
            planning.period(),
            planning.sites().stream()
                .map(site ->
                    new SitePlanning(
                        site.site(),
                        site.clusters().stream().map(DistributionTest::free).toList(),
                        site.vlans(),
                        site.subnets(),
                        site.disks()))
                .toList());
    var wanted = RandomPlannings.wanted(planning, random);
    var excluded = RandomPlannings.excluded(planning, random);
    var slot = Plannings.computeSlots(free, Duration.ofSeconds(5)).getFirst();

    assertThat(distributeHosts(Plannings.maxResources(free), wanted, excluded, 1).asMap())
        .isEqualTo(distributeHosts(slot, wanted, excluded, 1).asMap());
  }

  private static ClusterPlanning free(ClusterPlanning cluster) {
    return new ClusterPlanning(
        cluster.cluster(),
        cluster.exotic(),
        cluster.hosts().stream()
            .map(host ->
                new HostPlanning(
                    host.node(),
                    host.cores(),
                    new Timetable(host.timetable().period(), Intervals.none())))
            .toList());
  }

  @Property(tries = 300)
  void anywhereMeansFromAllSitesAlike(
      @ForAll("plannings") Planning planning,
      @ForAll @IntRange(min = 1, max = 12) int number,
      @ForAll Random random) {
    var excluded = RandomPlannings.excluded(planning, random);
    var slots = Plannings.computeSlots(planning, Duration.ofSeconds(5));
    var slot = slots.get(random.nextInt(slots.size()));
    var oracle = new Oracle(planning.without(excluded));
    long start = slot.interval().start();

    var dealt = distributeHosts(slot, Resources.of(Map.of(Element.GRID, number)), excluded, 1);

    int sum = dealt.asMap().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(sum).isEqualTo(Math.min(number, oracle.count(Element.GRID, start, 5)));
    int most = dealt.asMap().values().stream().mapToInt(Integer::intValue).max().orElse(0);
    for (var site : planning.sites()) {
      int free = oracle.count(site.site(), start, 5);
      assertThat(dealt.count(site.site())).isBetween(Math.min(free, most - 1), free);
    }
  }

  @Property(tries = 300)
  void aRatioIsTakenOfEachNumber(
      @ForAll("plannings") Planning planning,
      @ForAll @IntRange(min = 1, max = 10) int tenths,
      @ForAll Random random) {
    var given = free(planning, random);
    var dealt = new LinkedHashMap<>(given.dealt(tenths / 10.0).asMap());
    var whole = new LinkedHashMap<>(given.dealt(1).asMap());
    dealt.remove(Element.KAVLAN);
    whole.remove(Element.KAVLAN);
    var named = new LinkedHashMap<>(hosts(given.wanted()));
    Integer anywhere = named.remove(Element.GRID);
    distributeHosts(given.slot(), Resources.of(named), given.excluded(), 1)
        .asMap()
        .forEach((element, number) -> {
          whole.merge(element, -number, Integer::sum);
          dealt.merge(element, -(number * tenths / 10), Integer::sum);
        });

    if (anywhere == null || anywhere == 0) {
      whole.replaceAll((_, number) -> number * tenths / 10);
      whole.values().removeIf(number -> number == 0);
      dealt.values().removeIf(number -> number == 0);
      assertThat(dealt).isEqualTo(whole);
    } else {
      int most = whole.values().stream().mapToInt(Integer::intValue).sum();
      assertThat(dealt.values()).allMatch(number -> number >= 0);
      assertThat(dealt.values().stream().mapToInt(Integer::intValue).sum())
          .isEqualTo(Math.min(most, anywhere * tenths / 10));
    }
  }
}
