package execo.g5k.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.g5k.oar.OarRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SlotsTest {
  @Provide
  Arbitrary<Planning> plannings() {
    return RandomPlannings.plannings();
  }

  private static Slots slots(Planning planning, int walltime) {
    return Plannings.computeSlots(planning, Duration.ofSeconds(walltime));
  }

  private static List<Element> elements(Planning planning) {
    var elements = new ArrayList<Element>();
    elements.add(Element.GRID);
    for (var site : planning.sites()) {
      elements.add(site.site());
      for (var cluster : site.clusters()) {
        elements.add(cluster.cluster());
        cluster.hosts().forEach(host -> elements.add(host.node()));
      }
    }
    return elements;
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
      for (var element : elements(planning)) {
        assertThat(slot.count(element)).isEqualTo(oracle.count(element, from, walltime));
      }
      var global = new ArrayList<String>();
      for (var site : planning.sites()) {
        assertThat(slot.routedVlans(site.site()))
            .isEqualTo(oracle.vlans(site, false, from, walltime));
        if (oracle.vlans(site, true, from, walltime) > 0) {
          global.add(site.name());
        }
      }
      assertThat(slot.globalVlanSites()).isEqualTo(global);
    }
  }

  /** Numbers of some elements, 0 to 3 each. */
  private static Resources some(Planning planning, Random random) {
    var wanted = new LinkedHashMap<Element, Integer>();
    var elements = elements(planning);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      var element = elements.get(random.nextInt(elements.size()));
      wanted.put(element, element instanceof Element.Node ? 1 : random.nextInt(4));
    }
    if (planning.sites().size() == 1 && random.nextBoolean()) {
      wanted.put(Element.KAVLAN, 1);
    }
    return Resources.of(wanted);
  }

  @Property(tries = 500)
  void theFreeSlotIsTheFirstThatHasAllThatIsWanted(
      @ForAll("plannings") Planning planning,
      @ForAll @IntRange(min = 1, max = 30) int walltime,
      @ForAll Random random) {
    var wanted = some(planning, random);
    var oracle = new Oracle(planning);
    var vlan = wanted.count(Element.KAVLAN) > 0;

    var expected =
        oracle.dates().stream()
            .filter(date -> oracle.satisfies(wanted, date, walltime))
            .filter(date ->
                !vlan || oracle.vlans(planning.sites().getFirst(), false, date, walltime) > 0)
            .findFirst();

    assertThat(
            Plannings.findFreeSlot(slots(planning, walltime), wanted)
                .map(slot -> slot.interval().start()))
        .isEqualTo(expected);
  }

  @Property(tries = 300)
  void theFirstAndTheGreatestSlotAreByTheSum(
      @ForAll("plannings") Planning planning,
      @ForAll @IntRange(min = 1, max = 30) int walltime,
      @ForAll Random random) {
    var wanted = some(planning, random).with(Element.KAVLAN, 0);
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
    assertThat(Plannings.findMaxSlot(slots, wanted).orElseThrow().start())
        .isEqualTo(slots.get(sums.indexOf(most)).start());
    var found = Plannings.findFirstSlot(slots, wanted);
    assertThat(found.isPresent()).isEqualTo(first < sums.size());
    if (found.isPresent()) {
      assertThat(found.get().start()).isEqualTo(slots.get(first).start());
    }
  }

  @Property(tries = 200)
  void whatIsExcludedIsNotCounted(@ForAll("plannings") Planning planning, @ForAll Random random) {
    var out = elements(planning).stream().filter(e -> !e.equals(Element.GRID)).toList();
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
              int cores =
                  planning
                      .hosts()
                      .filter(host -> Oracle.free(host.timetable(), date, 1))
                      .mapToInt(HostPlanning::cores)
                      .sum();
              return date + "-" + end + ":" + cores;
            })
            .toList();

    assertThat(Plannings.computeCoreSlots(planning, List.of()))
        .extracting(slot ->
            slot.interval().start() + "-" + slot.interval().end() + ":" + slot.count(Element.GRID))
        .isEqualTo(expected);
  }

  @Test
  void aWalltimeIsNotZero() {
    var planning = RandomPlannings.planning(new Random(1));
    assertThatThrownBy(() -> slots(planning, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("walltime");
  }
}
