package execo.g5k.planning;

import static execo.g5k.planning.Plannings.distributeHosts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
  void aVlanIsCopied() {
    assertThat(distribute("lyon=1,kavlan=1", "", 0.5)).isEqualTo("kavlan=1");
    assertThat(distribute("lyon=2,kavlan=1", "", 1)).isEqualTo("lyon=2,kavlan=1");
  }

  @Provide
  Arbitrary<Planning> plannings() {
    return RandomPlannings.plannings();
  }

  @Property(tries = 300)
  void whatAFreeSlotHasCanBeDealtOut(
      @ForAll("plannings") Planning planning, @ForAll Random random) {
    var wanted = new LinkedHashMap<Element, Integer>();
    wanted.put(Element.GRID, random.nextInt(5));
    for (var site : planning.sites()) {
      if (random.nextBoolean()) {
        wanted.put(site.site(), random.nextInt(3));
      }
      for (var cluster : site.clusters()) {
        if (random.nextBoolean()) {
          wanted.put(cluster.cluster(), random.nextInt(2));
        }
      }
    }
    var slots = Plannings.computeSlots(planning, Duration.ofSeconds(5));
    var slot = Plannings.findFreeSlot(slots, Resources.of(wanted));
    if (slot.isEmpty()) {
      return;
    }
    var counts = slot.get().counts();
    var before = counts.asMap().toString();

    var dealt = distributeHosts(slot.get(), Resources.of(wanted));

    assertThat(new Oracle(planning).satisfies(dealt, slot.get().interval().start(), 5)).isTrue();
    int sum = dealt.asMap().values().stream().mapToInt(Integer::intValue).sum();
    wanted.forEach((element, number) -> {
      if (!(element instanceof Element.Grid)) {
        assertThat(dealt.count(element)).isGreaterThanOrEqualTo(number);
      }
    });
    if (wanted.getOrDefault(Element.GRID, 0) == 0) {
      assertThat(sum).isEqualTo(slot.get().count(Element.GRID));
    } else if (!wanted.containsValue(0)) {
      assertThat(sum).isEqualTo(wanted.values().stream().mapToInt(Integer::intValue).sum());
    }
    assertThat(counts.asMap()).hasToString(before);
  }
}
