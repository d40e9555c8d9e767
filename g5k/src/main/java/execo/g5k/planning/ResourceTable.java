package execo.g5k.planning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers of hosts as a text for people: a line a site, its clusters, and the sum. Numbers that
 * name grid5000 are those of what there is, where a site's includes its clusters'; others add up.
 */
final class ResourceTable {
  private final Resources resources;
  private final Resources most;
  private final Map<Element.Site, Integer> totals = new LinkedHashMap<>();
  private final Map<Element.Site, List<String>> parts = new LinkedHashMap<>();

  private ResourceTable(Resources resources, Resources most) {
    this.resources = resources;
    this.most = most;
  }

  static String of(Resources resources, String title, Resources most) {
    return new ResourceTable(resources, most).text(title);
  }

  private String text(String title) {
    resources.asMap().forEach(this::add);
    var text = new StringBuilder(title).append('\n');
    int width = totals.keySet().stream().mapToInt(site -> site.name().length()).max().orElse(0);
    totals.forEach((site, number) -> {
      text.append("  ").append(site).repeat(' ', width - site.name().length());
      text.append("  ").append("%7s".formatted(number + limit(site)));
      parts(site).forEach(part -> text.append("  ").append(part));
      text.append('\n');
    });
    int total =
        inclusive()
            ? resources.count(Element.GRID)
            : totals.values().stream().mapToInt(Integer::intValue).sum();
    text.append("  total ").append(total).append(limit(Element.GRID));
    int vlans = resources.count(Element.KAVLAN);
    return vlans == 0 ? text.toString() : text.append(", kavlan ").append(vlans).toString();
  }

  private void add(Element element, int number) {
    switch (element) {
      case Element.Site site -> {
        totals.merge(site, number, Integer::sum);
        if (!inclusive() && number > 0) {
          parts(site).add("any: " + number);
        }
      }
      case Element.Cluster cluster -> part(cluster.site(), cluster, number);
      case Element.Node node -> part(node.cluster().site(), node, number);
      case Element.Grid _, Element.Kavlan _ -> {}
    }
  }

  private void part(Element.Site site, Element element, int number) {
    totals.merge(site, inclusive() ? 0 : number, Integer::sum);
    parts(site).add(element + ": " + number + limit(element));
  }

  private boolean inclusive() {
    return resources.names(Element.GRID);
  }

  private List<String> parts(Element.Site site) {
    return parts.computeIfAbsent(site, _ -> new ArrayList<>());
  }

  private String limit(Element element) {
    return most.names(element) ? "/" + most.count(element) : "";
  }
}
