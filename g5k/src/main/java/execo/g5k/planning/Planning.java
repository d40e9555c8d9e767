package execo.g5k.planning;

import execo.g5k.schedule.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** When the hosts of some sites are free within a period. Immutable, so thread-safe. */
public final class Planning {
  private final Interval period;
  private final List<SitePlanning> sites;
  private final boolean vlans;
  private final Map<Element, HostPlanning> hosts = new HashMap<>();

  /** A planning; the list is copied. It has vlans if any of the sites has. */
  public Planning(Interval period, Collection<SitePlanning> sites) {
    this(period, sites, sites.stream().anyMatch(site -> !site.vlans().isEmpty()));
  }

  /** A planning that was made with vlans or without, whether the sites have any or not. */
  Planning(Interval period, Collection<SitePlanning> sites, boolean vlans) {
    this.period = period;
    this.sites = List.copyOf(sites);
    this.vlans = vlans;
    hosts().forEach(host -> hosts.put(host.node(), host));
  }

  /** The period. */
  public Interval period() {
    return period;
  }

  /** The sites. */
  public List<SitePlanning> sites() {
    return sites;
  }

  /** All hosts. */
  public Stream<HostPlanning> hosts() {
    return sites.stream()
        .flatMap(site -> site.clusters().stream())
        .flatMap(c -> c.hosts().stream());
  }

  /** What is counted when hosts are: grid5000, then each site, followed by its clusters. */
  List<Element> totals() {
    var totals = new ArrayList<Element>(List.of(Element.GRID));
    for (var site : sites) {
      totals.add(site.site());
      site.clusters().forEach(cluster -> totals.add(cluster.cluster()));
    }
    return totals;
  }

  /** A host, if it is there. */
  public Optional<HostPlanning> host(Element.Node node) {
    return Optional.ofNullable(hosts.get(node));
  }

  /** A cluster, if it is there. */
  public Optional<ClusterPlanning> cluster(Element.Cluster cluster) {
    return sites.stream()
        .flatMap(site -> site.clusters().stream())
        .filter(one -> one.cluster().equals(cluster))
        .findFirst();
  }

  /** Whether it was made with the vlans of the sites, if they have any. */
  public boolean hasVlans() {
    return vlans;
  }

  /** The planning without some sites, clusters or hosts; a cluster without hosts is dropped. */
  public Planning without(Collection<? extends Element> excluded) {
    if (excluded.isEmpty()) {
      return this;
    }
    var out = Set.copyOf(excluded);
    return new Planning(
        period,
        sites.stream()
            .filter(site -> !out.contains(site.site()))
            .map(site ->
                new SitePlanning(
                    site.site(),
                    site.clusters().stream()
                        .filter(cluster -> !out.contains(cluster.cluster()))
                        .map(cluster -> without(cluster, out))
                        .filter(cluster -> !cluster.hosts().isEmpty())
                        .toList(),
                    site.vlans(),
                    site.subnets(),
                    site.disks()))
            .toList(),
        vlans);
  }

  private static ClusterPlanning without(ClusterPlanning cluster, Set<? extends Element> out) {
    return new ClusterPlanning(
        cluster.cluster(),
        cluster.exotic(),
        cluster.queues(),
        cluster.hosts().stream().filter(host -> !out.contains(host.node())).toList());
  }
}
