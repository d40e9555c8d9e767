package execo.g5k.api;

import execo.g5k.G5kSettings;
import execo.g5k.HostName;
import execo.g5k.api.ReferenceStore.Slice;
import execo.host.Host;
import execo.internal.path.UserPaths;
import execo.log.Style;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What there is in Grid'5000: sites, clusters, nodes and network equipments, their attributes, and
 * who belongs to whom. Kept in the user's cache ({@code ~/.cache/execo/g5k}), which is asked for by
 * one request as long as nothing changed, and used with a warning when the API cannot be reached.
 *
 * {@snippet :
 * var data = ReferenceData.current();
 * for (String cluster : data.siteClusters("lyon", Queues.DEFAULT)) {
 *   IO.println(cluster + " " + data.cluster(cluster).path("model").asString());
 * }
 * }
 *
 * <p>Sites, clusters and nodes are named by their short names, {@code taurus-1}; wherever a node is
 * taken, its full name and its name in a kavlan will do. Unknown names are an {@link
 * IllegalArgumentException} that tells names like it. Names are sorted, numbers by their value.
 *
 * <p>Thread-safe. The attributes are shared, so they are not to be changed.
 */
public final class ReferenceData {
  private static final Object SHARED = new Object();
  private static @Nullable G5kApi sharedFrom;
  private static @Nullable ReferenceData shared;

  private final G5kSettings settings;
  private final ReferenceStore store;
  private final ReferenceIndex index;

  private ReferenceData(G5kSettings settings, ReferenceStore store) {
    this.settings = settings;
    this.store = store;
    this.index = new ReferenceIndex(settings, store);
  }

  /**
   * The reference data of {@link G5kApi#current()}, loaded once.
   *
   * @throws ApiException if it cannot be reached and nothing is in the cache
   */
  public static ReferenceData current() {
    G5kApi api = G5kApi.current();
    synchronized (SHARED) {
      ReferenceData known = shared;
      if (known == null || sharedFrom != api) {
        known = load(api);
        shared = known;
        sharedFrom = api;
      }
      return known;
    }
  }

  /** The reference data of an API, from the user's cache as far as that is true. */
  public static ReferenceData load(G5kApi api) {
    return load(api, UserPaths.caches(System.getenv()).resolve("g5k"));
  }

  /** The same with a cache in another directory. */
  public static ReferenceData load(G5kApi api, Path cache) {
    return new ReferenceData(api.settings(), new ReferenceCache(api, cache).load());
  }

  /**
   * The reference data in answers of the API.
   *
   * @param deep the answer to {@code sites?deep=1}
   * @param backbone the answer to {@code network_equipments}
   * @throws IllegalArgumentException if there are no sites in it
   */
  public static ReferenceData of(G5kSettings settings, JsonNode deep, JsonNode backbone) {
    String version = Json.textOrEmpty(deep, "version");
    return new ReferenceData(settings, StoreBuilder.build(deep, backbone, version, Instant.now()));
  }

  /** The settings by which names are read. */
  public G5kSettings settings() {
    return settings;
  }

  /** The version of the API's root for which this is true. */
  public String version() {
    return store.version();
  }

  /** When it was fetched. */
  public Instant fetched() {
    return store.fetched();
  }

  /** All sites. */
  public List<String> sites() {
    return List.copyOf(store.sites().keySet());
  }

  /** The clusters of all sites in the queue {@code default}. */
  public List<String> clusters() {
    return clusters(Queues.DEFAULT);
  }

  /** The clusters of all sites in some queues. */
  public List<String> clusters(Queues queues) {
    return filterClusters(index.clusters(), queues);
  }

  /** The clusters of a site in some queues. */
  public List<String> siteClusters(String site, Queues queues) {
    return filterClusters(index.site(site).clusters().keySet(), queues);
  }

  /** Those of some clusters that are in some queues. */
  public List<String> filterClusters(Collection<String> names, Queues queues) {
    return names.stream().filter(name -> queues.includes(index.cluster(name).queues())).toList();
  }

  /** The queues that a cluster names; empty if it names none. */
  public List<String> queues(String cluster) {
    List<String> queues = index.cluster(cluster).queues();
    return queues == null ? List.of() : queues;
  }

  /** The nodes of all sites in some queues. */
  public List<String> hosts(Queues queues) {
    return hostsOf(clusters(queues));
  }

  /** The nodes of a site in some queues. */
  public List<String> siteHosts(String site, Queues queues) {
    return hostsOf(siteClusters(site, queues));
  }

  /** The nodes of a cluster. */
  public List<String> clusterHosts(String cluster) {
    return List.copyOf(index.cluster(cluster).hosts().keySet());
  }

  /** The site of a cluster. */
  public String clusterSite(String cluster) {
    index.cluster(cluster);
    return Objects.requireNonNull(index.siteOfCluster(cluster));
  }

  /** The cluster that a node's name tells, whether the node is known or not. */
  public Optional<String> hostCluster(String host) {
    return HostName.of(host).map(HostName::cluster);
  }

  /** The site in a node's name, else that of its cluster. */
  public Optional<String> hostSite(String host) {
    return settings.siteOf(host).or(() -> hostCluster(host).map(index::siteOfCluster));
  }

  /** A node's name alone, without kavlan and domain. */
  public static String shortName(String host) {
    int dot = host.indexOf('.');
    return HostName.canonical(dot < 0 ? host : host.substring(0, dot));
  }

  /**
   * A node's full name, {@code taurus-1.lyon.grid5000.fr}; a site in the name is kept.
   *
   * @throws IllegalArgumentException if neither the name nor its cluster tells a site
   */
  public String longName(String host) {
    String site = hostSite(host).orElseThrow(() -> index.unknownHost(host));
    return shortName(host) + "." + site + settings.domainSuffix();
  }

  /**
   * Hosts by site and cluster.
   *
   * @throws IllegalArgumentException for one whose site or cluster is not known
   */
  public Map<String, Map<String, List<Host>>> groupHosts(Collection<Host> hosts) {
    var groups = new TreeMap<String, Map<String, List<Host>>>();
    for (Host host : hosts) {
      String cluster =
          hostCluster(host.address()).orElseThrow(() -> index.unknownHost(host.address()));
      String site = hostSite(host.address()).orElseThrow(() -> index.unknownHost(host.address()));
      groups
          .computeIfAbsent(site, _ -> new TreeMap<>(NaturalOrder.NAMES))
          .computeIfAbsent(cluster, _ -> new ArrayList<>())
          .add(host);
    }
    return groups;
  }

  /**
   * The names of hosts for a person, sorted and marked as hosts are on this terminal.
   *
   * @param withSite whether the site follows, {@code taurus-1.lyon}
   */
  public String hostsList(Collection<Host> hosts, String separator, boolean withSite) {
    var style = new Style(() -> settings.configuration().looks());
    return hosts.stream()
        .map(Host::address)
        .map(name ->
            withSite
                ? hostSite(name).map(site -> shortName(name) + "." + site).orElse(name)
                : shortName(name))
        .sorted(NaturalOrder.NAMES)
        .map(style::host)
        .collect(Collectors.joining(separator));
  }

  /** The attributes of a site. */
  public JsonNode site(String site) {
    return store.json(index.site(site).attributes());
  }

  /** The attributes of a cluster. */
  public JsonNode cluster(String cluster) {
    return store.json(index.cluster(cluster).attributes());
  }

  /** The attributes of a node. */
  public JsonNode host(String host) {
    return store.json(index.host(host));
  }

  /** Whether there is such a node. */
  public boolean isHost(String host) {
    return index.isHost(shortName(host));
  }

  /** The switches and routers of a site; every site's router may be called {@code gw}. */
  public List<String> siteNetworkEquipments(String site) {
    return List.copyOf(index.site(site).equipments().keySet());
  }

  /** The switches to which nodes of a cluster are cabled. */
  public List<String> clusterNetworkEquipments(String cluster) {
    var all = new LinkedHashSet<String>();
    clusterHosts(cluster).forEach(host -> all.addAll(hostNetworkEquipments(host)));
    return List.copyOf(all);
  }

  /** The switches to which a node's Ethernet adapters for users are cabled. */
  public List<String> hostNetworkEquipments(String host) {
    var all = new LinkedHashSet<String>();
    for (JsonNode adapter : host(host).path("network_adapters")) {
      String equipment = Json.text(adapter, "switch");
      if (equipment != null
          && !adapter.path("management").asBoolean(false)
          && adapter.path("mountable").asBoolean(false)
          && "Ethernet".equals(Json.text(adapter, "interface"))) {
        all.add(equipment);
      }
    }
    return List.copyOf(all);
  }

  /** The attributes of a site's network equipment, by its name or by one of its aliases. */
  public JsonNode networkEquipment(String site, String name) {
    Map<String, Slice> equipments = index.site(site).equipments();
    Slice own = equipments.get(name);
    if (own != null) {
      return store.json(own);
    }
    for (Slice each : equipments.values()) {
      JsonNode equipment = store.json(each);
      JsonNode alias = equipment.path("alias");
      if (alias.isArray() ? Json.texts(alias).contains(name) : alias.asString("").equals(name)) {
        return equipment;
      }
    }
    throw NearMisses.unknown("network equipment of " + site, name, equipments.keySet());
  }

  /**
   * The site of a network equipment; empty if there is none of the name.
   *
   * @throws IllegalArgumentException if several sites have one of the name, as {@code gw}
   */
  public Optional<String> networkEquipmentSite(String name) {
    var sites = new ArrayList<String>();
    store
        .sites()
        .forEach((site, entry) -> {
          if (entry.equipments().containsKey(name)) {
            sites.add(site);
          }
        });
    if (sites.size() > 1) {
      throw new IllegalArgumentException(
          "network equipment '%s' is at %s; name the site too"
              .formatted(name, String.join(", ", sites)));
    }
    return sites.stream().findFirst();
  }

  /** The network equipments between the sites. */
  public List<String> backbone() {
    return List.copyOf(store.backbone().keySet());
  }

  /** The attributes of a network equipment between the sites. */
  public JsonNode backbone(String name) {
    Slice slice = store.backbone().get(name);
    if (slice == null) {
      throw NearMisses.unknown("network equipment of the backbone", name, backbone());
    }
    return store.json(slice);
  }

  /** The host with the most {@code performance.node_flops}; of equal ones the first. */
  public Host fastestHost(Collection<Host> hosts) {
    Host fastest = null;
    double most = -1;
    var known = new HashMap<String, Double>();
    for (Host host : hosts) {
      double flops =
          known.computeIfAbsent(
              index.knownHost(host.address()),
              name -> host(name).path("performance").path("node_flops").asDouble(0));
      if (flops > most) {
        most = flops;
        fastest = host;
      }
    }
    if (fastest == null) {
      throw new IllegalArgumentException("no hosts, so none is the fastest");
    }
    return fastest;
  }

  private List<String> hostsOf(List<String> names) {
    var all = new ArrayList<String>();
    names.forEach(name -> all.addAll(index.cluster(name).hosts().keySet()));
    return Collections.unmodifiableList(all);
  }
}
