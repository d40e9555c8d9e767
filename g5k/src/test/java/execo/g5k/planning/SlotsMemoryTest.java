package execo.g5k.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import execo.g5k.schedule.Interval;
import execo.g5k.schedule.Intervals;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What slots cost: as much as there are changes, not as much as dates times clusters. */
class SlotsMemoryTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** One host in each cluster, busy half of the time; no two begin or end at the same second. */
  private static Planning planning(int clusters, int jobs) {
    int step = 2 * clusters;
    var period = new Interval(0, (jobs + 1L) * step);
    var site = new Element.Site("lyon");
    var list = new ArrayList<ClusterPlanning>();
    for (int c = 0; c < clusters; c++) {
      var cluster = new Element.Cluster("c" + c + "x", site);
      var busy = new ArrayList<Interval>();
      for (int j = 0; j < jobs; j++) {
        long start = 1L + (long) j * step + c;
        busy.add(new Interval(start, start + clusters));
      }
      var node = new Element.Node(cluster.name() + "-1.lyon", cluster);
      var host = new HostPlanning(node, 8, new Timetable(period, Intervals.of(busy)));
      list.add(new ClusterPlanning(cluster, false, List.of(host)));
    }
    return new Planning(
        period,
        List.of(
            new SitePlanning(site, list, List.of(), new LinkedHashMap<>(), new LinkedHashMap<>())));
  }

  private static long allocated(Supplier<?> work) {
    long thread = Thread.currentThread().threadId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    assertThat(work.get()).isNotNull();
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }

  @Test
  void coreSlotsAreNoTableOfDatesAndClusters() {
    int clusters = 150;
    var planning = planning(clusters, 100);
    var slots = Plannings.computeCoreSlots(planning, List.of());

    assertThat(slots).hasSizeGreaterThan(20_000);
    assertThat(slots.getFirst().cores()).hasSize(clusters + 2);
    assertThat(allocated(() -> Plannings.computeCoreSlots(planning, List.of())))
        .isLessThan(slots.size() * 8L * clusters);
  }

  @Test
  void aHostIsCountedWithoutACopyOfItsPlanning() {
    int jobs = 5_000;
    var planning = planning(2, jobs);
    var host = planning.hosts().findFirst().orElseThrow().node();
    var slots = Plannings.computeSlots(planning, Duration.ofSeconds(1));
    int some = 1_000;

    assertThat(
            allocated(() -> {
              int free = 0;
              for (int i = 0; i < some; i++) {
                free += slots.get(i).count(host);
              }
              return free;
            }))
        .isLessThan((long) some * jobs);
  }
}
