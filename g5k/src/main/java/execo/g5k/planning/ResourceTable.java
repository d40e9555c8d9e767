package execo.g5k.planning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers of hosts as a text for people: a line a site, its clusters, and the sum. */
final class ResourceTable {
  private ResourceTable() {}

  static String of(Resources resources, String title, Resources most) {
    var clusters = new LinkedHashMap<Element.Site, List<String>>();
    var totals = new LinkedHashMap<Element.Site, Integer>();
    int vlans = 0;
    for (var entry : resources.asMap().entrySet()) {
      int number = entry.getValue();
      switch (entry.getKey()) {
        case Element.Site site -> totals.merge(site, number, Integer::sum);
        case Element.Cluster cluster ->
            parts(clusters, cluster.site()).add(part(cluster, number, most));
        case Element.Node node ->
            parts(clusters, node.cluster().site()).add(part(node, number, most));
        case Element.Grid _ -> {}
        case Element.Kavlan _ -> vlans = number;
      }
    }
    clusters.keySet().forEach(site -> totals.putIfAbsent(site, sum(resources, site)));
    var text = new StringBuilder(title).append('\n');
    int width = totals.keySet().stream().mapToInt(site -> site.name().length()).max().orElse(0);
    totals.forEach((site, number) -> {
      text.append("  ").append(site).repeat(' ', width - site.name().length());
      text.append("  ").append("%5s".formatted(number + limit(site, most)));
      var parts = clusters.getOrDefault(site, List.of());
      text.append(parts.isEmpty() ? "" : "  " + String.join("  ", parts)).append('\n');
    });
    int total =
        resources.names(Element.GRID)
            ? resources.count(Element.GRID)
            : totals.values().stream().mapToInt(Integer::intValue).sum();
    text.append("  total ").append(total).append(limit(Element.GRID, most));
    return vlans == 0 ? text.toString() : text.append(", kavlan ").append(vlans).toString();
  }

  private static List<String> parts(Map<Element.Site, List<String>> clusters, Element.Site site) {
    return clusters.computeIfAbsent(site, _ -> new ArrayList<>());
  }

  private static String part(Element element, int number, Resources most) {
    return element + ": " + number + limit(element, most);
  }

  private static String limit(Element element, Resources most) {
    return most.names(element) ? "/" + most.count(element) : "";
  }

  private static int sum(Resources resources, Element.Site site) {
    return resources.asMap().entrySet().stream()
        .filter(entry ->
            switch (entry.getKey()) {
              case Element.Cluster cluster -> cluster.site().equals(site);
              case Element.Node node -> node.cluster().site().equals(site);
              default -> false;
            })
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
