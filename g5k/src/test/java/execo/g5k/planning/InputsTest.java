package execo.g5k.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Nothing that is given to {@link Plannings} is changed by it. */
class InputsTest {
  @Provide
  Arbitrary<Planning> plannings() {
    return RandomPlannings.plannings();
  }

  private static String text(Planning planning) {
    var text = new StringBuilder(planning.period().toString());
    for (var site : planning.sites()) {
      text.append('\n').append(site.name()).append(site.vlans()).append(site.clusters());
      text.append(site.subnets()).append(site.disks());
    }
    return text.toString();
  }

  @Property(tries = 200)
  void inputsAreLeftAsTheyAre(@ForAll("plannings") Planning planning, @ForAll Random random) {
    var wanted = RandomPlannings.wanted(planning, random);
    var excluded = new ArrayList<>(RandomPlannings.excluded(planning, random));
    var hours = new LinkedHashMap<Element, Double>();
    hours.put(Element.GRID, 0.01);
    var nodes = new LinkedHashSet<Element.Node>();
    planning.hosts().map(HostPlanning::node).forEach(nodes::add);
    var before = List.of(text(planning), wanted.toString(), excluded.toString(), nodes.toString());

    var slots = Plannings.computeSlots(planning, Duration.ofSeconds(5), excluded);
    var counts = slots.stream().map(Slot::toString).toList();
    Plannings.findFirstSlot(slots, wanted);
    Plannings.findMaxSlot(slots, wanted);
    Plannings.findFreeSlot(slots, wanted);
    for (var slot : slots) {
      var dealt = Plannings.distributeHosts(slot, wanted, excluded, 0.7);
      var known = dealt.toString();
      Plannings.jobSpecs(dealt, excluded);
      Plannings.showResources(dealt, "dealt", Plannings.maxResources(planning));
      assertThat(dealt).hasToString(known);
    }
    var available = Plannings.maxResources(planning);
    var all = available.toString();
    Plannings.distributeHosts(available, wanted, excluded, 1);
    Plannings.findCoreSlot(Plannings.computeCoreSlots(planning, excluded), hours);
    Plannings.hostsJobs(planning, nodes, Duration.ofSeconds(3));

    assertThat(List.of(text(planning), wanted.toString(), excluded.toString(), nodes.toString()))
        .isEqualTo(before);
    assertThat(available).hasToString(all);
    assertThat(slots).extracting(Slot::toString).isEqualTo(counts);
    assertThat(hours).hasToString("{grid5000=0.01}");
  }
}
