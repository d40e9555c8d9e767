package execo.g5k.api;

import execo.g5k.G5kSettings;
import execo.g5k.api.ReferenceStore.ClusterEntry;
import execo.g5k.api.ReferenceStore.SiteEntry;
import execo.g5k.api.ReferenceStore.Slice;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who belongs to whom in a store, by names; unknown names are refused. Thread-safe. */
final class ReferenceIndex {
  private final G5kSettings settings;
  private final Map<String, SiteEntry> sites;
  private final Map<String, String> sitesOfClusters = new HashMap<>();
  private final Map<String, ClusterEntry> clusters = new TreeMap<>(NaturalOrder.NAMES);
  private final Map<String, String> clustersOfHosts = new HashMap<>();

  ReferenceIndex(G5kSettings settings, ReferenceStore store) {
    this.settings = settings;
    sites = store.sites();
    sites.forEach((siteName, site) ->
        site.clusters()
            .forEach((name, cluster) -> {
              clusters.put(name, cluster);
              sitesOfClusters.put(name, siteName);
              cluster.hosts().keySet().forEach(host -> clustersOfHosts.put(host, name));
            }));
  }

  Collection<String> clusters() {
    return clusters.keySet();
  }

  SiteEntry site(String name) {
    SiteEntry entry = sites.get(name);
    if (entry == null) {
      throw NearMisses.unknown("site", name, sites.keySet());
    }
    return entry;
  }

  ClusterEntry cluster(String name) {
    ClusterEntry entry = clusters.get(name);
    if (entry == null) {
      throw NearMisses.unknown("cluster", name, clusters.keySet());
    }
    return entry;
  }

  /** The site of a cluster, or null if there is no such cluster. */
  @Nullable String siteOfCluster(String cluster) {
    return sitesOfClusters.get(cluster);
  }

  /** Whether there is a node of this short name. */
  boolean isHost(String shortName) {
    return clustersOfHosts.containsKey(shortName);
  }

  /** The short name of a node that there is, at the site that its name tells if it tells one. */
  String knownHost(String host) {
    String name = ReferenceData.shortName(host);
    String site = settings.siteOf(host).orElse(null);
    String cluster = clustersOfHosts.get(name);
    if (cluster == null || (site != null && !site.equals(sitesOfClusters.get(cluster)))) {
      throw unknownHost(host);
    }
    return name;
  }

  /** Where the attributes of a node are. */
  Slice host(String host) {
    String name = knownHost(host);
    ClusterEntry cluster = cluster(Objects.requireNonNull(clustersOfHosts.get(name)));
    return Objects.requireNonNull(cluster.hosts().get(name));
  }

  IllegalArgumentException unknownHost(String host) {
    String name = ReferenceData.shortName(host);
    String cluster = clustersOfHosts.get(name);
    if (cluster != null) {
      return new IllegalArgumentException(
          "unknown host '%s'; %s is at %s".formatted(host, name, sitesOfClusters.get(cluster)));
    }
    return NearMisses.unknown(
        "host", host, clustersOfHosts.keySet().stream().sorted(NaturalOrder.NAMES).toList());
  }
}
