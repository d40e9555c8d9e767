package execo.g5k.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says numbers of hosts in OAR's language for resources, one job a site. */
final class JobSpecs {
  private final Resources resources;
  private final Set<Element> excluded;
  private final Map<Element.Site, List<String>> parts = new LinkedHashMap<>();

  private JobSpecs(Resources resources, Collection<? extends Element> excluded) {
    this.resources = resources;
    this.excluded = new LinkedHashSet<>(excluded);
  }

  static List<JobSpec> of(
      Resources resources,
      Collection<? extends Element> excluded,
      @Nullable String name,
      Function<List<Element>, Access> access) {
    var specs = new JobSpecs(resources, excluded);
    specs.hosts();
    specs.vlan();
    var jobs = new ArrayList<JobSpec>();
    specs.parts.forEach((site, parts) -> {
      var given = access.apply(specs.asked(site));
      jobs.add(
          new JobSpec(
              String.join("+", parts),
              site.name(),
              given.types(),
              given.queue(),
              Optional.ofNullable(name),
              Optional.empty(),
              Optional.empty()));
    });
    return List.copyOf(jobs);
  }

  /** The jobs that take these hosts at a date. */
  static List<JobSpec> ofHosts(
      Collection<Element.Node> hosts,
      Optional<Instant> start,
      Duration walltime,
      Function<Collection<Element.Node>, Access> access) {
    var bySite = new LinkedHashMap<Element.Site, Set<Element.Node>>();
    for (var host : hosts) {
      bySite.computeIfAbsent(host.cluster().site(), _ -> new LinkedHashSet<>()).add(host);
    }
    return bySite.entrySet().stream()
        .map(entry -> {
          var given = access.apply(entry.getValue());
          return new JobSpec(
              among(entry.getValue()),
              entry.getKey().name(),
              given.types(),
              given.queue(),
              Optional.empty(),
              start,
              Optional.of(walltime));
        })
        .toList();
  }

  private static Element.@Nullable Site site(Element element) {
    return switch (element) {
      case Element.Node node -> node.cluster().site();
      case Element.Cluster cluster -> cluster.site();
      case Element.Site site -> site;
      case Element.Grid _, Element.Kavlan _ -> null;
    };
  }

  /** The elements of a site of which hosts are asked for. */
  private List<Element> asked(Element.Site site) {
    return resources.asMap().entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .<Element>map(Map.Entry::getKey)
        .filter(element -> site.equals(site(element)) && !excluded.contains(element))
        .filter(
            element -> !(element instanceof Element.Node node && excluded.contains(node.cluster())))
        .toList();
  }

  private void hosts() {
    for (var element : resources.asMap().keySet()) {
      var site = site(element);
      if (site != null && !parts.containsKey(site) && !excluded.contains(site)) {
        var asked = parts(site);
        if (!asked.isEmpty()) {
          parts.put(site, asked);
        }
      }
    }
  }

  /**
   * What is asked of a site, the narrowest first: OAR takes for each part what is left by those
   * before it, and never looks back.
   */
  private List<String> parts(Element.Site site) {
    var asked = new ArrayList<String>();
    var nodes = new LinkedHashSet<Element.Node>();
    for (var element : asked(site)) {
      if (element instanceof Element.Cluster cluster) {
        asked.add(
            "{cluster=%s%s}/nodes=%s"
                .formatted(
                    quoted(cluster.name()),
                    prefixed(" and ", withoutHosts(cluster::equals)),
                    resources.count(cluster)));
      } else if (element instanceof Element.Node node) {
        nodes.add(node);
      }
    }
    if (!nodes.isEmpty()) {
      asked.addFirst(among(nodes));
    }
    int number = resources.count(site);
    if (number > 0) {
      var filter = filter(site);
      asked.add((filter.isEmpty() ? "" : "{" + filter + "}/") + "nodes=" + number);
    }
    return asked;
  }

  private static String among(Collection<Element.Node> nodes) {
    return "{host in (%s)}/nodes=%s".formatted(names(nodes), nodes.size());
  }

  private static String names(Collection<Element.Node> nodes) {
    return nodes.stream().map(node -> quoted(node.address())).collect(Collectors.joining(","));
  }

  /** What is excluded of a site, as a condition; empty if nothing is. */
  private String filter(Element.Site site) {
    var clusters =
        excluded.stream()
            .filter(element -> element instanceof Element.Cluster c && c.site().equals(site))
            .map(element -> quoted(element.name()))
            .collect(Collectors.joining(","));
    var hosts = withoutHosts(c -> c.site().equals(site) && !excluded.contains(c));
    return clusters.isEmpty()
        ? hosts
        : hosts + (hosts.isEmpty() ? "" : " and ") + "cluster not in (" + clusters + ")";
  }

  private String withoutHosts(Predicate<Element.Cluster> in) {
    var nodes =
        excluded.stream()
            .filter(Element.Node.class::isInstance)
            .map(Element.Node.class::cast)
            .filter(node -> in.test(node.cluster()))
            .toList();
    return nodes.isEmpty() ? "" : "host not in (" + names(nodes) + ")";
  }

  private static String prefixed(String prefix, String text) {
    return text.isEmpty() ? "" : prefix + text;
  }

  /** A text of SQL; names of Grid'5000 have no quotes. */
  private static String quoted(String name) {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException("not the name of a host or cluster: '" + name + "'");
    }
    return "'" + name + "'";
  }

  /**
   * Routed vlans where all hosts are of one site, unless sites with global ones are told; otherwise
   * global ones: of the sites that have them free, if those are known, those first that have a job
   * anyway.
   */
  private void vlan() {
    int number = resources.count(Element.KAVLAN);
    if (number == 0 || parts.isEmpty()) {
      return;
    }
    var sites = List.copyOf(parts.keySet());
    if (sites.size() == 1 && resources.kavlanSites().isEmpty()) {
      vlans(sites.getFirst(), "kavlan", number);
      return;
    }
    var owners =
        resources.kavlanSites().stream()
            .map(Element.Site::new)
            .filter(site -> !excluded.contains(site))
            .sorted(Comparator.comparing(site -> !sites.contains(site)))
            .toList();
    var numbers = new LinkedHashMap<Element.Site, Integer>();
    for (int i = 0; i < number; i++) {
      numbers.merge(i < owners.size() ? owners.get(i) : sites.getFirst(), 1, Integer::sum);
    }
    numbers.forEach((site, some) -> vlans(site, "kavlan-global", some));
  }

  private void vlans(Element.Site site, String type, int number) {
    parts
        .computeIfAbsent(site, _ -> new ArrayList<>())
        .addFirst("{type='%s'}/vlan=%s".formatted(type, number));
  }
}
