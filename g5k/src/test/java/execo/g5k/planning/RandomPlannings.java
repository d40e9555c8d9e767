package execo.g5k.planning;

import execo.g5k.schedule.Interval;
import execo.g5k.schedule.Intervals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Small plannings of all kinds, in seconds from 0 on. */
final class RandomPlannings {
  static final int END = 60;
  private static final Interval PERIOD = new Interval(0, END);
  private static final List<String> TYPES =
      List.of("", "kavlan-local", "kavlan", "kavlan-global", "kavlan-global-remote");

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
    for (int id : List.of(3, 4, 5, 9, 10, 11, 12, 13)) {
      var type = random.nextBoolean() ? "" : TYPES.get(random.nextInt(TYPES.size()));
      vlans.add(new VlanPlanning(id, VlanPlanning.kind(id, type), timetable(random)));
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

  /** The grid and all sites, clusters and hosts of a planning. */
  static List<Element> elements(Planning planning) {
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

  /** Numbers of some elements, 0 to 3 each, and perhaps of vlans. */
  static Resources wanted(Planning planning, Random random) {
    var wanted = new LinkedHashMap<Element, Integer>();
    var elements = elements(planning);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      var element = elements.get(random.nextInt(elements.size()));
      wanted.put(element, element instanceof Element.Node ? 1 : random.nextInt(4));
    }
    if (random.nextBoolean()) {
      wanted.put(Element.KAVLAN, 1 + random.nextInt(3));
    }
    return Resources.of(wanted);
  }

  /** Up to three sites, clusters and hosts. */
  static Set<Element> excluded(Planning planning, Random random) {
    var excluded = new LinkedHashSet<Element>();
    var elements = elements(planning);
    for (int i = random.nextInt(4); i > 0; i--) {
      excluded.add(elements.get(random.nextInt(elements.size())));
    }
    excluded.remove(Element.GRID);
    return excluded;
  }
}
