package execo.g5k.planning;

import execo.g5k.api.Queues;
import execo.g5k.api.ReferenceData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sites, clusters and hosts that exist, by name. Immutable, so thread-safe. */
public final class Platform {
  private final List<SiteInfo> sites;
  private final Map<String, Element> elements = new HashMap<>();
  private final Map<String, ClusterInfo> clusters = new LinkedHashMap<>();

  /**
   * A platform.
   *
   * @throws IllegalArgumentException if two of its sites, clusters or hosts have the same name
   */
  public Platform(Collection<SiteInfo> sites) {
    this.sites = List.copyOf(sites);
    elements.put(Element.GRID.name(), Element.GRID);
    elements.put(Element.KAVLAN.name(), Element.KAVLAN);
    for (var site : this.sites) {
      var place = new Element.Site(site.name());
      add(site.name(), place);
      for (var info : site.clusters()) {
        var cluster = new Element.Cluster(info.name(), place);
        add(info.name(), cluster);
        clusters.put(info.name(), info);
        for (var host : info.hosts()) {
          var node = new Element.Node(host, cluster);
          add(host, node);
          if (!node.name().equals(host)) {
            add(node.name(), node);
          }
        }
      }
    }
  }

  /** The platform that {@link ReferenceData#current()} tells. */
  public static Platform current() {
    return of(ReferenceData.current());
  }

  /** The platform that the reference data tell. */
  public static Platform of(ReferenceData data) {
    var sites = new ArrayList<SiteInfo>();
    for (var site : data.sites()) {
      var clusters = new ArrayList<ClusterInfo>();
      for (var cluster : data.siteClusters(site, Queues.ALL)) {
        var hosts = data.clusterHosts(cluster);
        clusters.add(
            new ClusterInfo(
                cluster,
                hosts.stream()
                    .map(host -> host + "." + site + data.settings().domainSuffix())
                    .toList(),
                hosts.isEmpty()
                    ? 0
                    : data.host(hosts.getFirst()).path("architecture").path("nb_cores").asInt(0),
                Set.copyOf(data.queues(cluster)),
                data.cluster(cluster).path("exotic").asBoolean(false)));
      }
      sites.add(new SiteInfo(site, clusters));
    }
    return new Platform(sites);
  }

  private void add(String name, Element element) {
    if (elements.putIfAbsent(name, element) != null) {
      throw new IllegalArgumentException("two elements of the platform are named " + name);
    }
  }

  /** The sites. */
  public List<SiteInfo> sites() {
    return sites;
  }

  /** The cluster with a name. */
  public Optional<ClusterInfo> cluster(String name) {
    return Optional.ofNullable(clusters.get(name));
  }

  /** The element with a name, which for hosts may be short or full. */
  public Optional<Element> find(String name) {
    return Optional.ofNullable(elements.get(name));
  }

  /**
   * The element with a name.
   *
   * @throws IllegalArgumentException if there is none; the message says what there is
   */
  public Element element(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  /**
   * The elements that a text names, separated by commas.
   *
   * @throws IllegalArgumentException if one of them does not exist
   */
  public Set<Element> elements(String text) {
    var found = new LinkedHashSet<Element>();
    for (var name : text.split(",", -1)) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a name is missing in '%s'".formatted(text));
      }
      found.add(element(name.strip()));
    }
    return found;
  }

  private String unknown(String name) {
    var names = new ArrayList<String>();
    sites.forEach(site -> names.add(site.name()));
    int dash = name.indexOf('-');
    var cluster = clusters.get(dash < 0 ? name : name.substring(0, dash));
    if (cluster != null) {
      return "no host %s: cluster %s has %d, such as %s"
          .formatted(
              name,
              cluster.name(),
              cluster.hosts().size(),
              cluster.hosts().isEmpty() ? "none" : cluster.hosts().getFirst());
    }
    return ("nothing is named '%s'; there are grid5000, the sites %s, their clusters %s, their hosts"
            + " and kavlan")
        .formatted(name, String.join(", ", names), some(clusters.keySet()));
  }

  private static String some(Collection<String> names) {
    int shown = 20;
    var text = String.join(", ", names.stream().limit(shown).toList());
    return names.size() > shown ? text + " and " + (names.size() - shown) + " more" : text;
  }
}
