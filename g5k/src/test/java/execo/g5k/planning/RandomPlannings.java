package execo.g5k.planning;

import execo.g5k.schedule.Interval;
import execo.g5k.schedule.Intervals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Small plannings of all kinds, in seconds from 0 on. */
final class RandomPlannings {
  static final int END = 60;
  private static final Interval PERIOD = new Interval(0, END);

  private RandomPlannings() {}

  static Arbitrary<Planning> plannings() {
    return Arbitraries.randomValue(RandomPlannings::planning);
  }

  static Planning planning(Random random) {
    var sites = new ArrayList<SitePlanning>();
    int count = 1 + random.nextInt(3);
    for (int s = 0; s < count; s++) {
      var site = new Element.Site("site" + s);
      var clusters = new ArrayList<ClusterPlanning>();
      for (int c = random.nextInt(3); c >= 0; c--) {
        var cluster = new Element.Cluster("c" + s + "x" + c, site);
        var hosts = new ArrayList<HostPlanning>();
        for (int h = 1 + random.nextInt(3); h > 0; h--) {
          hosts.add(
              new HostPlanning(
                  new Element.Node(cluster.name() + "-" + h + "." + site.name(), cluster),
                  1 + random.nextInt(4),
                  timetable(random)));
        }
        clusters.add(new ClusterPlanning(cluster, false, hosts));
      }
      sites.add(
          new SitePlanning(
              site, clusters, vlans(random), new LinkedHashMap<>(), new LinkedHashMap<>()));
    }
    return new Planning(PERIOD, sites);
  }

  private static List<VlanPlanning> vlans(Random random) {
    var vlans = new ArrayList<VlanPlanning>();
    for (int id : List.of(3, 4, 5, 11)) {
      vlans.add(new VlanPlanning(id, VlanPlanning.kind(id, ""), timetable(random)));
    }
    return vlans;
  }

  private static Timetable timetable(Random random) {
    var busy = new ArrayList<Interval>();
    for (int i = random.nextInt(5); i > 0; i--) {
      int start = random.nextInt(END + 20) - 10;
      busy.add(new Interval(start, start + 1 + random.nextInt(25)));
    }
    return new Timetable(PERIOD, Intervals.of(busy));
  }
}
