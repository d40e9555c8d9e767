package execo.g5k.topology;

import execo.g5k.api.ReferenceData;
import execo.g5k.topology.Place.Kind;
import execo.host.Host;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.MaskSubgraph;

/**
 * The network between some hosts: the hosts, the switches to which they are cabled, what is between
 * those and the router of the site, and the backbone where there are hosts of several sites. An
 * undirected graph with any number of links between two places. Immutable, so thread-safe; {@link
 * #plus} and {@link #minus} make other ones.
 *
 * <p>Sites that are not attached to the backbone are components of their own, and so are hosts
 * whose equipment is not known.
 */
public final class Topology {
  /** The name of the whole backbone, for {@link #plus} and {@link #minus}. */
  public static final String BACKBONE = "backbone";

  private final NetworkData data;
  private final Instant date;
  private final Selection selection;
  private final Graph<Place, Link> graph;
  private final Map<String, Place> places = new TreeMap<>();

  private Topology(NetworkData data, Instant date, Selection selection) {
    this.data = data;
    this.date = date;
    this.selection = selection;
    graph =
        new AsUnmodifiableGraph<>(
            new TopologyBuilder(data, selection.leftOut())
                .build(selection.hosts(), selection.equipment(), selection.hasBackbone()));
    graph.vertexSet().forEach(place -> places.put(place.name(), place));
  }

  /**
   * The network of the hosts that these names tell: {@code grid5000}, sites, clusters, hosts.
   *
   * @throws IllegalArgumentException if one of them does not exist
   */
  public static Topology of(NetworkData data, Collection<String> names) {
    return of(data, names, Clock.systemUTC());
  }

  /** The same, with its date taken from a clock. */
  public static Topology of(NetworkData data, Collection<String> names, Clock clock) {
    return new Topology(data, clock.instant(), new Selection(data).plus(names));
  }

  /**
   * The network of hosts, as {@link ReferenceData#current()} tells it.
   *
   * @throws IllegalArgumentException if one of them does not exist
   */
  public static Topology of(Collection<Host> hosts) {
    return of(NetworkData.of(ReferenceData.current()), hosts.stream().map(Host::address).toList());
  }

  /** The same for names in a row. */
  public static Topology of(NetworkData data, String... names) {
    return of(data, List.of(names));
  }

  /**
   * This network with more: sites, clusters and hosts, equipment by its full name ({@code
   * force10.lyon}) with or without hosts, and the backbone.
   *
   * @throws IllegalArgumentException if one of them does not exist
   */
  public Topology plus(String... names) {
    return new Topology(data, date, selection.plus(List.of(names)));
  }

  /**
   * This network without some sites, clusters, hosts, equipment, or the backbone. Equipment that no
   * host needs any more is left out too.
   *
   * @throws IllegalArgumentException if one of them does not exist
   */
  public Topology minus(String... names) {
    return new Topology(data, date, selection.minus(List.of(names)));
  }

  /** The graph, which cannot be changed. */
  public Graph<Place, Link> graph() {
    return graph;
  }

  /** The version of the reference data; empty if it is not known. */
  public String version() {
    return data.version();
  }

  /** When the first network was made that this one comes from. */
  public Instant date() {
    return date;
  }

  /** The place with a name; for hosts, the full name will do. */
  public Optional<Place> find(String name) {
    var found = places.get(name);
    return Optional.ofNullable(found != null ? found : places.get(Selection.shortName(name)));
  }

  /**
   * The place with a name; for hosts, the full name will do.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Place place(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException(name + " is not in this network"));
  }

  private Stream<Place> all(Kind kind) {
    return places.values().stream().filter(place -> place.kind() == kind);
  }

  /** The hosts, by name. */
  public List<Place> hosts() {
    return all(Kind.HOST).toList();
  }

  /** The hosts of a site or of a cluster, by name. */
  public List<Place> hosts(String siteOrCluster) {
    return all(Kind.HOST)
        .filter(host -> host.site().equals(siteOrCluster) || host.cluster().equals(siteOrCluster))
        .toList();
  }

  /** The clusters that have hosts here. */
  public List<String> clusters() {
    return all(Kind.HOST).map(Place::cluster).distinct().sorted().toList();
  }

  /** The sites that have hosts or equipment here. */
  public List<String> sites() {
    return places.values().stream()
        .map(Place::site)
        .filter(site -> !site.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  /** The switches and routers, by name. */
  public List<Place> equipment() {
    return Stream.concat(all(Kind.SWITCH), all(Kind.ROUTER)).sorted().toList();
  }

  /** The equipment between the sites, by name. */
  public List<Place> backbone() {
    return all(Kind.BACKBONE).toList();
  }

  /** The router of a site, if it is here. */
  public Optional<Place> router(String site) {
    return all(Kind.ROUTER).filter(router -> router.site().equals(site)).findFirst();
  }

  /** The adapters of a host by which it can be cabled, in use or not. */
  public List<Adapter> adapters(Place host) {
    var item = data.hosts(host.cluster()).get(host.name());
    return item == null ? List.of() : Adapter.of(item);
  }

  /** The hosts that are cabled to a piece of equipment or to its line cards, by name. */
  public List<Place> hostsOf(Place equipment) {
    var hosts = new LinkedHashSet<Place>();
    for (var link : graph.edgesOf(equipment)) {
      var other = link.other(equipment);
      if (other.kind() == Kind.HOST) {
        hosts.add(other);
      } else if (other.kind() == Kind.LINECARD && equipment.kind() == Kind.ROUTER) {
        hosts.addAll(hostsOf(other));
      }
    }
    return hosts.stream().sorted().toList();
  }

  /** The other hosts on the equipment of a host, by name. */
  public List<Place> neighbours(Place host) {
    var neighbours = new LinkedHashSet<Place>();
    for (var link : graph.edgesOf(host)) {
      var socket = link.other(host);
      var whole = socket.kind() == Kind.LINECARD ? routerOf(socket) : socket;
      neighbours.addAll(hostsOf(whole));
    }
    neighbours.remove(host);
    return neighbours.stream().sorted().toList();
  }

  private Place routerOf(Place linecard) {
    return place(linecard.name().substring(0, linecard.name().lastIndexOf('/')));
  }

  /** The links between two places, by key. */
  public List<Link> links(Place one, Place other) {
    return graph.getAllEdges(one, other).stream().sorted(Comparator.comparing(Link::key)).toList();
  }

  /**
   * The places on a shortest way over active links, both ends included; empty if there is none.
   * Hosts are only at its ends: one that is on two switches passes nothing on.
   */
  public List<Place> path(Place from, Place to) {
    var ways =
        new MaskSubgraph<>(
            graph,
            place -> place.kind() == Kind.HOST && !place.equals(from) && !place.equals(to),
            link -> !link.active());
    var path = new BFSShortestPath<>(ways).getPath(from, to);
    return path == null ? List.of() : List.copyOf(path.getVertexList());
  }

  /**
   * The least bandwidth on the shortest way between two places, in bit/s: where several active
   * links lead one step, the best of them counts. Links whose bandwidth is not known are passed
   * over. Empty if there is no way, or nothing is known of it.
   */
  public OptionalLong bottleneck(Place from, Place to) {
    var path = path(from, to);
    var steps = new ArrayList<Long>();
    for (int i = 1; i < path.size(); i++) {
      links(path.get(i - 1), path.get(i)).stream()
          .filter(Link::active)
          .mapToLong(Link::bandwidth)
          .max()
          .ifPresent(steps::add);
    }
    return steps.stream().mapToLong(Long::longValue).filter(rate -> rate > 0).min();
  }

  /** The parts that are not connected with each other, active or not; the largest first. */
  public List<Set<Place>> components() {
    return new ConnectivityInspector<>(graph)
        .connectedSets().stream().sorted(Comparator.comparingInt(part -> -part.size())).toList();
  }

  /** The hosts by site and cluster. */
  public Map<String, Map<String, List<Place>>> grouped() {
    var sites = new TreeMap<String, Map<String, List<Place>>>();
    for (var host : hosts()) {
      sites
          .computeIfAbsent(host.site(), _ -> new TreeMap<>())
          .computeIfAbsent(host.cluster(), _ -> new ArrayList<>())
          .add(host);
    }
    return new LinkedHashMap<>(sites);
  }

  /** The network in the language of Graphviz. */
  public String dot() {
    return GraphFormats.dot(this);
  }

  /** The network in GraphML. */
  public String graphMl() {
    return GraphFormats.graphMl(this);
  }
}
