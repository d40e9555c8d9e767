package execo.g5k.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.g5k.oar.OarRequest;
import execo.g5k.planning.VlanPlanning.Kind;
import execo.g5k.schedule.Interval;
import execo.g5k.schedule.Intervals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.junit.jupiter.api.Test;

class SlotsTest {
  @Provide
  Arbitrary<Planning> plannings() {
    return RandomPlannings.plannings();
  }

  private static Slots slots(Planning planning, int walltime) {
    return Plannings.computeSlots(planning, Duration.ofSeconds(walltime));
  }

  @Property(tries = 50)
  void requestsAreForTheTimeOfTheSlot(@ForAll("plannings") Planning planning) {
    for (var slot : slots(planning, 60)) {
      var free = slot.clusters();
      assertThat(free).allMatch(cluster -> slot.count(cluster) > 0);
      assertThat(Plannings.requests(slot, Resources.each(free, 1)))
          .allSatisfy(request -> {
            assertThat(request.submission().reservationDate()).isEqualTo(slot.start());
            assertThat(request.submission().walltime()).isEqualTo(Duration.ofMinutes(1));
          })
          .extracting(OarRequest::site)
          .containsExactlyElementsOf(
              free.stream().map(cluster -> cluster.site().name()).distinct().toList());
    }
  }

  @Property(tries = 300)
  void slotsCountWhatIsFree(
      @ForAll("plannings") Planning planning, @ForAll @IntRange(min = 1, max = 70) int walltime) {
    var oracle = new Oracle(planning);
    var slots = slots(planning, walltime);

    assertThat(slots).extracting(slot -> slot.interval().start()).isEqualTo(oracle.dates());
    for (var slot : slots) {
      long from = slot.interval().start();
      assertThat(slot.interval().seconds()).isEqualTo(walltime);
      for (var element : RandomPlannings.elements(planning)) {
        assertThat(slot.count(element)).isEqualTo(oracle.count(element, from, walltime));
      }
      var global = new ArrayList<String>();
      for (var site : planning.sites()) {
        assertThat(slot.routedVlans(site.site()))
            .isEqualTo(oracle.vlans(site, Kind.ROUTED, from, walltime));
        for (int i = oracle.vlans(site, Kind.GLOBAL, from, walltime); i > 0; i--) {
          global.add(site.name());
        }
      }
      assertThat(slot.globalVlanSites()).isEqualTo(global);
      assertThat(slot.count(Element.KAVLAN))
          .isEqualTo(
              planning.sites().size() > 1
                  ? global.size()
                  : oracle.vlans(planning.sites().getFirst(), Kind.ROUTED, from, walltime));
    }
  }

  @Property(tries = 100)
  void nothingChangesBetweenTheSlotsOfAllChanges(
      @ForAll("plannings") Planning planning, @ForAll @IntRange(min = 1, max = 70) int walltime) {
    var oracle = new Oracle(planning);
    var slots = slots(planning, walltime).withAllChanges();
    var starts = slots.stream().map(slot -> slot.interval().start()).toList();

    assertThat(starts).containsAll(oracle.dates()).isSorted().doesNotHaveDuplicates();
    var slot = slots.getFirst();
    for (long second = 0; second < RandomPlannings.END; second++) {
      int at = starts.indexOf(second);
      slot = at < 0 ? slot : slots.get(at);
      for (var element : RandomPlannings.elements(planning)) {
        assertThat(slot.count(element)).isEqualTo(oracle.count(element, second, walltime));
      }
      for (var site : planning.sites()) {
        assertThat(slot.routedVlans(site.site()))
            .isEqualTo(oracle.vlans(site, Kind.ROUTED, second, walltime));
      }
    }
  }

  @Property(tries = 500)
  @StatisticsReport(StatisticsReportMode.OFF)
  void theFreeSlotIsTheFirstThatHasAllThatIsWanted(
      @ForAll("plannings") Planning planning,
      @ForAll @IntRange(min = 1, max = 30) int walltime,
      @ForAll Random random) {
    var wanted = RandomPlannings.wanted(planning, random);
    var excluded = RandomPlannings.excluded(planning, random);
    var oracle = new Oracle(planning.without(excluded));
    Assume.that(!oracle.planning().sites().isEmpty());

    var expected =
        oracle.dates().stream()
            .filter(date -> oracle.satisfies(wanted, date, walltime))
            .filter(date -> oracle.hasVlans(wanted, date, walltime))
            .findFirst();

    Statistics.label("found")
        .collect(expected.isPresent(), wanted.names(Element.KAVLAN))
        .coverage(coverage -> {
          coverage.check(true, true).percentage(share -> share > 5);
          coverage.check(true, false).percentage(share -> share > 5);
          coverage.check(false, true).percentage(share -> share > 5);
          coverage.check(false, false).percentage(share -> share > 5);
        });
    var slots = Plannings.computeSlots(planning, Duration.ofSeconds(walltime), excluded);
    assertThat(Plannings.findFreeSlot(slots, wanted).map(slot -> slot.interval().start()))
        .isEqualTo(expected);
  }

  @Property(tries = 300)
  void theFirstAndTheGreatestSlotAreByTheSum(
      @ForAll("plannings") Planning planning,
      @ForAll @IntRange(min = 1, max = 30) int walltime,
      @ForAll Random random) {
    var wanted = RandomPlannings.wanted(planning, random).with(Element.KAVLAN, 0);
    var oracle = new Oracle(planning);
    var slots = slots(planning, walltime);
    var sums =
        oracle.dates().stream()
            .map(date ->
                wanted.asMap().keySet().stream()
                    .mapToInt(element -> oracle.count(element, date, walltime))
                    .sum())
            .toList();

    int most = sums.stream().mapToInt(Integer::intValue).max().orElseThrow();
    int first = 0;
    while (first < sums.size() && sums.get(first) == 0) {
      first++;
    }
    assertThat(Plannings.findMaxSlot(slots, wanted).map(Slot::start))
        .isEqualTo(
            most == 0 ? Optional.empty() : Optional.of(slots.get(sums.indexOf(most)).start()));
    var found = Plannings.findFirstSlot(slots, wanted);
    assertThat(found.isPresent()).isEqualTo(first < sums.size());
    if (found.isPresent()) {
      assertThat(found.get().start()).isEqualTo(slots.get(first).start());
    }
  }

  @Property(tries = 200)
  void whatIsExcludedIsNotCounted(@ForAll("plannings") Planning planning, @ForAll Random random) {
    var out =
        RandomPlannings.elements(planning).stream().filter(e -> !e.equals(Element.GRID)).toList();
    var excluded =
        List.of(out.get(random.nextInt(out.size())), out.get(random.nextInt(out.size())));
    int before = (int) planning.hosts().count();

    var slots = Plannings.computeSlots(planning, Duration.ofSeconds(5), excluded);

    for (var slot : slots) {
      var expected =
          planning
              .hosts()
              .filter(h -> excluded.stream().noneMatch(out1 -> Oracle.in(h.node(), out1)))
              .filter(h -> Oracle.free(h.timetable(), slot.interval().start(), 5))
              .count();
      assertThat(slot.count(Element.GRID)).isEqualTo((int) expected);
    }
    assertThat(planning.hosts()).hasSize(before);
  }

  @Property(tries = 300)
  void coreSlotsLastUntilTheFirstHostIsNotFree(@ForAll("plannings") Planning planning) {
    var oracle = new Oracle(planning);
    var expected =
        oracle.dates().stream()
            .filter(date -> oracle.count(Element.GRID, date, 1) > 0)
            .map(date -> {
              long end = date + 1;
              int hosts = oracle.count(Element.GRID, date, 1);
              while (oracle.count(Element.GRID, date, end + 1 - date) == hosts) {
                end++;
              }
              return date + "-" + end + cores(planning, date);
            })
            .toList();

    assertThat(Plannings.computeCoreSlots(planning, List.of()))
        .extracting(
            slot -> slot.interval().start() + "-" + slot.interval().end() + cores(planning, slot))
        .isEqualTo(expected);
  }

  private static String cores(Planning planning, CoreSlot slot) {
    return RandomPlannings.elements(planning).stream()
        .filter(element -> !(element instanceof Element.Node))
        .map(element -> " " + element + "=" + slot.count(element))
        .collect(Collectors.joining());
  }

  private static String cores(Planning planning, long date) {
    return RandomPlannings.elements(planning).stream()
        .filter(element -> !(element instanceof Element.Node))
        .map(element ->
            " "
                + element
                + "="
                + planning
                    .hosts()
                    .filter(host -> Oracle.in(host.node(), element))
                    .filter(host -> Oracle.free(host.timetable(), date, 1))
                    .mapToInt(HostPlanning::cores)
                    .sum())
        .collect(Collectors.joining());
  }

  @Property(tries = 300)
  @StatisticsReport(StatisticsReportMode.OFF)
  void theCoreSlotIsTheFirstInWhichAllTheWorkCanBeDone(
      @ForAll("plannings") Planning planning, @ForAll Random random) {
    var elements = RandomPlannings.elements(planning);
    elements.removeIf(Element.Node.class::isInstance);
    var wanted = new LinkedHashMap<Element, Double>();
    for (int i = 0; i < 2; i++) {
      wanted.put(elements.get(random.nextInt(elements.size())), random.nextInt(120) / 3600.0);
    }
    var slots = Plannings.computeCoreSlots(planning, List.of());
    CoreSlot expected = null;
    for (var slot : slots.reversed()) {
      boolean all = true;
      for (var want : wanted.entrySet()) {
        all &= slot.count(want.getKey()) * slot.interval().seconds() / 3600.0 >= want.getValue();
      }
      expected = all ? slot : expected;
    }
    Statistics.label("found")
        .collect(expected != null)
        .coverage(coverage -> {
          coverage.check(true).percentage(share -> share > 10);
          coverage.check(false).percentage(share -> share > 5);
        });
    assertThat(Plannings.findCoreSlot(slots, wanted).map(CoreSlot::interval))
        .isEqualTo(Optional.ofNullable(expected).map(CoreSlot::interval));
  }

  @Test
  void aSiteThatIsLeftOutDoesNotDecideWhichVlansAreWanted() {
    var planning =
        Stream.generate(new Random(1)::nextLong)
            .map(seed -> RandomPlannings.planning(new Random(seed)))
            .filter(one -> one.sites().size() == 3)
            .filter(one -> {
              var left = one.without(List.of(one.sites().getFirst().site()));
              return slots(left, 1).stream().anyMatch(slot -> !slot.globalVlanSites().isEmpty());
            })
            .findFirst()
            .orElseThrow();
    var out = planning.sites().getFirst().site();
    var slots = Plannings.computeSlots(planning, Duration.ofSeconds(1), List.of(out));
    var wanted = Resources.of(Map.of(out, 0, Element.KAVLAN, 1));
    assertThat(Plannings.findFreeSlot(slots, wanted)).isPresent();
  }

  @Test
  void whereNothingIsFreeThereIsNoGreatestSlot() {
    var period = new Interval(0, 60);
    var site = new Element.Site("lyon");
    var cluster = new Element.Cluster("nova", site);
    var host =
        new HostPlanning(
            new Element.Node("nova-1.lyon", cluster),
            4,
            new Timetable(period, Intervals.of(period)));
    var clusters = List.of(new ClusterPlanning(cluster, false, List.of(host)));
    var planning =
        new Planning(
            period,
            List.of(
                new SitePlanning(
                    site, clusters, List.of(), new LinkedHashMap<>(), new LinkedHashMap<>())));

    assertThat(slots(planning, 1)).isNotEmpty();
    assertThat(Plannings.findMaxSlot(slots(planning, 1), Resources.everything())).isEmpty();
    assertThat(Plannings.findFirstSlot(slots(planning, 1), Resources.everything())).isEmpty();
    assertThat(Plannings.computeCoreSlots(planning, List.of())).isEmpty();
  }

  @Test
  void aWalltimeIsNotZero() {
    var planning = RandomPlannings.planning(new Random(1));
    assertThatThrownBy(() -> slots(planning, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("walltime");
  }
}
