package execo.g5k.planning;

import execo.g5k.planning.VlanPlanning.Kind;
import execo.g5k.schedule.Intervals;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The same answers by looking at every second of every host. */
record Oracle(Planning planning) {
  static boolean free(Timetable timetable, long from, long length) {
    for (long second = from; second < from + length; second++) {
      if (!timetable.period().contains(second) || busy(timetable.busy(), second)) {
        return false;
      }
    }
    return true;
  }

  private static boolean busy(Intervals intervals, long second) {
    return intervals.stream().anyMatch(interval -> interval.contains(second));
  }

  List<Timetable> all() {
    var all = new ArrayList<Timetable>();
    planning.hosts().forEach(host -> all.add(host.timetable()));
    planning.sites().forEach(site -> site.vlans().forEach(vlan -> all.add(vlan.timetable())));
    return all;
  }

  List<Long> dates() {
    var dates = new TreeSet<Long>();
    for (var timetable : all()) {
      for (var interval : timetable.busy()) {
        dates.add(interval.start());
        dates.add(interval.end());
      }
      for (var interval : timetable.free()) {
        dates.add(interval.start());
        dates.add(interval.end());
      }
    }
    dates.remove(planning.period().end());
    return List.copyOf(dates);
  }

  int count(Element element, long from, long length) {
    return (int)
        planning
            .hosts()
            .filter(host -> in(host.node(), element))
            .filter(host -> free(host.timetable(), from, length))
            .count();
  }

  int vlans(SitePlanning site, Kind kind, long from, long length) {
    return (int)
        site.vlans().stream()
            .filter(vlan -> vlan.kind() == kind)
            .filter(vlan -> free(vlan.timetable(), from, length))
            .count();
  }

  /** Whether vlans free from a date on are as many as wanted: of the only site, or global ones. */
  boolean hasVlans(Resources wanted, long from, long length) {
    var sites =
        planning.sites().stream()
            .filter(site ->
                wanted.asMap().keySet().stream()
                    .anyMatch(
                        element -> element instanceof Element.Grid || inSite(element, site.site())))
            .toList();
    boolean one =
        planning.sites().size() == 1 || (sites.size() == 1 && !wanted.names(Element.GRID));
    int there = 0;
    for (var site : one && !sites.isEmpty() ? sites : planning.sites()) {
      there += vlans(site, one ? Kind.ROUTED : Kind.GLOBAL, from, length);
    }
    return there >= wanted.count(Element.KAVLAN);
  }

  private static boolean inSite(Element element, Element.Site site) {
    return switch (element) {
      case Element.Node node -> node.cluster().site().equals(site);
      case Element.Cluster cluster -> cluster.site().equals(site);
      default -> element.equals(site);
    };
  }

  static boolean in(Element.Node node, Element element) {
    return switch (element) {
      case Element.Grid _ -> true;
      case Element.Site site -> node.cluster().site().equals(site);
      case Element.Cluster cluster -> node.cluster().equals(cluster);
      case Element.Node other -> node.equals(other);
      case Element.Kavlan _ -> false;
    };
  }

  /** Whether hosts free from a date on can be dealt out to all that is wanted. */
  boolean satisfies(Resources wanted, long from, long length) {
    return satisfies(wanted, Set.of(), from, length);
  }

  /** The same without some sites, clusters and hosts. */
  boolean satisfies(Resources wanted, Set<Element> excluded, long from, long length) {
    var free =
        new ArrayList<>(
            planning
                .hosts()
                .filter(host -> excluded.stream().noneMatch(out -> in(host.node(), out)))
                .filter(host -> free(host.timetable(), from, length))
                .map(HostPlanning::node)
                .toList());
    for (var kind :
        List.of(
            Element.Node.class, Element.Cluster.class, Element.Site.class, Element.Grid.class)) {
      for (var want : wanted.asMap().entrySet()) {
        if (!kind.isInstance(want.getKey())) {
          continue;
        }
        for (int i = want.getValue(); i > 0; i--) {
          var found = free.stream().filter(node -> in(node, want.getKey())).findFirst();
          if (found.isEmpty()) {
            return false;
          }
          free.remove(found.get());
        }
      }
    }
    return true;
  }
}
