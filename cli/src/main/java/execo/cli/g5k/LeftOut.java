package execo.cli.g5k;

import execo.g5k.planning.ClusterInfo;
import execo.g5k.planning.Element;
import execo.g5k.planning.Planning;
import execo.g5k.planning.PlanningOption;
import execo.g5k.planning.PlanningRequest;
import execo.g5k.planning.Platform;
import execo.g5k.planning.SiteInfo;
import execo.host.Host;
import execo.host.Hosts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** What is asked for and not in a planning, by why it is not. */
final class LeftOut {
  private final PlanningRequest request;
  private final Planning planning;
  private final SequencedMap<String, List<String>> names = new LinkedHashMap<>();

  private LeftOut(PlanningRequest request, Planning planning) {
    this.request = request;
    this.planning = planning;
  }

  /**
   * What a planning does not have of the platform.
   *
   * @param missing the sites that did not answer, and why
   */
  static LeftOut of(
      Platform platform,
      PlanningRequest request,
      Planning planning,
      Collection<Element> excluded,
      Map<String, String> missing) {
    var left = new LeftOut(request, planning);
    missing.keySet().forEach(site -> left.add("no answer", site));
    excluded.forEach(element -> left.add("excluded", element.name()));
    for (SiteInfo site : platform.sites()) {
      if (request.sites(platform).contains(site.name()) && !missing.containsKey(site.name())) {
        site.clusters().forEach(cluster -> left.cluster(cluster, new Element.Site(site.name())));
      }
    }
    return left;
  }

  /** The names, by the reason. */
  SequencedMap<String, List<String>> names() {
    return names;
  }

  /** Whether nothing is left out. */
  boolean isEmpty() {
    return names.isEmpty();
  }

  private void cluster(ClusterInfo info, Element.Site site) {
    var cluster = new Element.Cluster(info.name(), site);
    var wanted =
        info.hosts().stream()
            .map(address -> new Element.Node(address, cluster))
            .filter(node -> asked(node))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (wanted.isEmpty()) {
      return;
    }
    if (!request.queues().isEmpty() && !info.in(request.queues())) {
      add("not in the queue " + String.join(" or ", request.queues()), info.name());
    } else if (info.exotic()
        && !request.has(PlanningOption.EXOTIC)
        && !request.elements().contains(cluster)
        && wanted.stream().noneMatch(request.elements()::contains)) {
      add("exotic, see --exotic", info.name());
    } else {
      var dead =
          wanted.stream()
              .filter(node -> planning.host(node).isEmpty())
              .map(node -> new Host(node.address()))
              .toList();
      if (!dead.isEmpty()) {
        add(
            request.has(PlanningOption.ABSENT) ? "dead" : "dead, absent or suspected",
            Hosts.fold(dead));
      }
    }
  }

  private boolean asked(Element.Node node) {
    var elements = request.elements();
    return elements.contains(Element.GRID)
        || elements.contains(node.cluster().site())
        || elements.contains(node.cluster())
        || elements.contains(node);
  }

  private void add(String why, String name) {
    names.computeIfAbsent(why, _ -> new ArrayList<>()).add(name);
  }

  /** One line for people. */
  @Override
  public String toString() {
    return "left out: "
        + names.entrySet().stream()
            .map(each -> String.join(", ", each.getValue()) + " (" + each.getKey() + ")")
            .collect(Collectors.joining("; "));
  }
}
