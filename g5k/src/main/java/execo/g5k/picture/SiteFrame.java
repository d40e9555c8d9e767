package execo.g5k.picture;

import execo.g5k.topology.Link;
import execo.g5k.topology.Place;
import execo.g5k.topology.Place.Kind;
import execo.g5k.topology.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The network of a site: its router at the top, all else below it. */
final class SiteFrame {
  private static final double PAD = 14;
  private static final double HEAD = 30;
  private static final double UPLINK = 34;
  private static final double GAP = 24;

  private record Alike(Place equipment, String cluster, long rate, List<String> more)
      implements Comparable<Alike> {
    /** The cluster without the number that it may have. */
    private String series() {
      return cluster.replaceFirst("[0-9]+$", "");
    }

    @Override
    public int compareTo(Alike other) {
      return Comparator.comparing(Alike::series)
          .thenComparingInt(alike -> alike.cluster().length())
          .thenComparing(Alike::cluster)
          .thenComparingLong(Alike::rate)
          .thenComparing(alike -> alike.more().toString())
          .compare(this, other);
    }
  }

  final String site;
  private final Topology topology;
  private final HostBox.Detail detail;
  private final Map<String, String> colours;
  private final Map<Place, EquipmentTree> trees = new LinkedHashMap<>();
  private final List<EquipmentTree> roots = new ArrayList<>();
  private final List<HostBox> apart = new ArrayList<>();
  private final String uplink;
  private final long uplinkRate;
  final double width;
  final double height;

  SiteFrame(Topology topology, String site, HostBox.Detail detail, Map<String, String> colours) {
    this.topology = topology;
    this.site = site;
    this.detail = detail;
    this.colours = colours;
    equipment();
    hosts();
    var up = uplinkOf();
    uplink = up == null ? "" : (up.to().kind() == Kind.BACKBONE ? up.to() : up.from()).name();
    uplinkRate = up == null ? 0 : up.bandwidth();
    double wide = 0;
    double tall = 0;
    for (var root : roots) {
      root.measure();
      wide += (wide > 0 ? GAP : 0) + root.width;
      tall = Math.max(tall, root.height);
    }
    for (var box : apart) {
      wide += (wide > 0 ? GAP : 0) + box.width;
      tall = Math.max(tall, box.height);
    }
    width =
        Math.max(wide, Shape.Text.width(site, 15, true) + Shape.Text.width(uplink, 11, true) + 60)
            + 2 * PAD;
    height = HEAD + UPLINK + tall + PAD;
  }

  private @Nullable Link uplinkOf() {
    return topology
        .router(site)
        .flatMap(router ->
            topology.graph().edgesOf(router).stream()
                .filter(link -> link.other(router).kind() == Kind.BACKBONE)
                .findFirst())
        .orElse(null);
  }

  /** The backbone's end of the site; empty if it is not attached. */
  String uplink() {
    return uplink;
  }

  private Place whole(Place socket) {
    return socket.kind() == Kind.LINECARD
        ? topology.place(socket.name().substring(0, socket.name().lastIndexOf('/')))
        : socket;
  }

  private static String card(Place socket) {
    return socket.kind() == Kind.LINECARD
        ? socket.name().substring(socket.name().lastIndexOf('/') + 1)
        : "";
  }

  /** The links of a piece of equipment to others of the site. */
  private Map<Place, List<Link>> cables(Place equipment) {
    var sockets = new LinkedHashSet<Place>(List.of(equipment));
    for (var link : topology.graph().edgesOf(equipment)) {
      if (link.other(equipment).kind() == Kind.LINECARD && equipment.kind() == Kind.ROUTER) {
        sockets.add(link.other(equipment));
      }
    }
    var cables = new TreeMap<Place, List<Link>>();
    for (var socket : sockets) {
      for (var link : topology.graph().edgesOf(socket)) {
        var other = whole(link.other(socket));
        if (!other.equals(equipment)
            && (other.kind() == Kind.SWITCH || other.kind() == Kind.ROUTER)) {
          cables.computeIfAbsent(other, _ -> new ArrayList<>()).add(link);
        }
      }
    }
    return cables;
  }

  private void equipment() {
    var all =
        topology.equipment().stream()
            .filter(place -> place.site().equals(site))
            .sorted(Comparator.comparing(place -> place.kind() != Kind.ROUTER))
            .toList();
    for (var start : all) {
      if (!trees.containsKey(start)) {
        roots.add(tree(start));
        var queue = new ArrayDeque<Place>(List.of(start));
        while (!queue.isEmpty()) {
          var at = queue.remove();
          for (var cable : cables(at).entrySet()) {
            if (!trees.containsKey(cable.getKey())) {
              var below = tree(cable.getKey());
              var links = cable.getValue();
              var first = links.getFirst();
              var near = whole(first.from()).equals(at) ? first.from() : first.to();
              below.above(first.bandwidth(), links.size(), card(near));
              Objects.requireNonNull(trees.get(at)).behind.add(below);
              queue.add(cable.getKey());
            }
          }
        }
      }
    }
  }

  private EquipmentTree tree(Place place) {
    var cards = new TreeSet<String>(Comparator.comparingInt(Integer::parseInt));
    if (place.kind() == Kind.ROUTER) {
      for (var link : topology.graph().edgesOf(place)) {
        var card = card(link.other(place));
        if (!card.isEmpty()) {
          cards.add(card);
        }
      }
    }
    var tree = new EquipmentTree(place, List.copyOf(cards));
    trees.put(place, tree);
    return tree;
  }

  private void hosts() {
    var groups = new HashMap<Alike, List<Place>>();
    var alone = new TreeMap<String, List<Place>>();
    for (var host : topology.hosts()) {
      if (!host.site().equals(site)) {
        continue;
      }
      var links =
          topology.graph().edgesOf(host).stream()
              .sorted(Comparator.comparing((Link link) -> !link.active()).thenComparing(Link::key))
              .toList();
      if (links.isEmpty()) {
        alone.computeIfAbsent(host.cluster(), _ -> new ArrayList<>()).add(host);
        continue;
      }
      var first = links.getFirst();
      var alike =
          new Alike(
              whole(first.other(host)),
              host.cluster(),
              first.bandwidth(),
              more(host, links.subList(1, links.size())));
      groups.computeIfAbsent(alike, _ -> new ArrayList<>()).add(host);
    }
    groups.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(group -> {
          var alike = group.getKey();
          var notes = new ArrayList<String>(List.of(Rate.text(alike.rate()) + " each"));
          notes.addAll(alike.more());
          Objects.requireNonNull(trees.get(alike.equipment()))
              .hosts
              .add(box(alike.cluster(), group.getValue(), alike.rate(), notes));
        });
    alone.forEach(
        (cluster, hosts) -> apart.add(box(cluster, hosts, 0, List.of("not known where cabled"))));
  }

  private HostBox box(String cluster, List<Place> hosts, long rate, List<String> notes) {
    var sorted =
        hosts.stream()
            .sorted(
                Comparator.comparingInt((Place host) -> host.name().length())
                    .thenComparing(Place::name))
            .toList();
    var colour = colours.getOrDefault(cluster, Palette.FAINT);
    return new HostBox(cluster, sorted, rate, notes, colour, detail);
  }

  /** What is said of the further links of a host. */
  private List<String> more(Place host, List<Link> links) {
    var counts = new TreeMap<String, Integer>();
    for (var link : links) {
      var where = whole(link.other(host)).shortName() + (link.active() ? "" : ", inactive");
      counts.merge(where, 1, Integer::sum);
    }
    var texts = new ArrayList<String>();
    counts.forEach((where, count) -> texts.add("+ " + count + " to " + where));
    return texts;
  }

  /**
   * Draws it.
   *
   * @param named whether the backbone's end is named here, since no line leads to it
   * @return where the uplink leaves the frame at its top; the middle, if there is none
   */
  double draw(List<Shape> shapes, double x, double y, boolean named) {
    shapes.add(new Shape.Box(x, y, width, height, 8, "#fcfcfc", "#888888", 1.2));
    shapes.add(new Shape.Text(x + PAD, y + 21, site, 15, true, Shape.Anchor.START, Palette.INK));
    var middles = new HashMap<Place, double[]>();
    double all = -GAP;
    for (var root : roots) {
      all += root.width + GAP;
    }
    for (var box : apart) {
      all += box.width + GAP;
    }
    double at = x + (width - all) / 2;
    double top = y + HEAD + UPLINK;
    for (var root : roots) {
      root.draw(shapes, at, top, middles);
      at += root.width + GAP;
    }
    for (var box : apart) {
      box.draw(shapes, at, top);
      at += box.width + GAP;
    }
    double middle =
        topology.router(site).map(middles::get).map(point -> point[0]).orElse(x + width / 2);
    if (!uplink.isEmpty()) {
      shapes.add(
          Rate.line(new double[] {middle, named ? y + HEAD + 8 : y, middle, top}, uplinkRate));
      if (named) {
        double text = Shape.Text.width(uplink, 10, true) + 14;
        double left =
            Math.clamp(
                middle - text / 2,
                x + PAD + Shape.Text.width(site, 15, true) + 8,
                x + width - PAD - text);
        BackboneBand.box(shapes, left, y + HEAD - 12, text, uplink, 10);
      } else {
        shapes.add(
            new Shape.Text(
                middle + 6,
                top - 8,
                Rate.text(uplinkRate),
                9,
                false,
                Shape.Anchor.START,
                "#444444"));
      }
    }
    return middle;
  }
}
