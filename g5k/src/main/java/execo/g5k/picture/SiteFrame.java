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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The network of a site: its router at the top, all else below it. */
final class SiteFrame {
  private static final double PAD = 14;
  private static final double HEAD = 30;
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
  private final Uplinks uplinks = new Uplinks();
  private final @Nullable Outline outline;
  final double width;
  final double height;

  SiteFrame(Topology topology, String site, HostBox.Detail detail, Map<String, String> colours) {
    this.topology = topology;
    this.site = site;
    this.detail = detail;
    this.colours = colours;
    equipment();
    hosts();
    uplinks();
    if (detail == HostBox.Detail.OUTLINE) {
      outline = new Outline(roots, apart);
      width = Math.max(outline.width, titleWidth()) + 2 * PAD;
      height = HEAD + outline.height + 8;
      return;
    }
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
    outline = null;
    width = Math.max(wide, titleWidth() + uplinks.width()) + 2 * PAD;
    height = HEAD + Uplinks.HEIGHT + tall + PAD;
  }

  private double titleWidth() {
    return Shape.Text.width(site, 15, true) + 12;
  }

  /** Lets the links to the backbone begin at the top, or says of them further below. */
  private void uplinks() {
    trees.forEach((place, tree) -> {
      var up =
          topology.graph().edgesOf(place).stream()
              .filter(link -> link.other(place).kind() == Kind.BACKBONE)
              .sorted(Comparator.comparing(Link::key))
              .toList();
      if (detail == HostBox.Detail.OUTLINE) {
        up.forEach(
            link -> tree.note("to " + link.other(place).name() + ": " + Rate.text(List.of(link))));
      } else if (roots.contains(tree)) {
        uplinks.add(place, up);
        tree.room(up.size());
      } else {
        up.forEach(link -> tree.note(further(link.other(place), List.of(link))));
      }
    });
  }

  private static String further(Place other, List<Link> links) {
    return "also to " + other.shortName() + ": " + Rate.text(links);
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

  /** Trees of shortest ways; what is no part of a tree is said at both its ends. */
  private void equipment() {
    var all =
        topology.equipment().stream()
            .filter(place -> place.site().equals(site))
            .sorted(Comparator.comparing(place -> place.kind() != Kind.ROUTER))
            .toList();
    var above = new HashMap<Place, Place>();
    for (var start : all) {
      if (!trees.containsKey(start)) {
        roots.add(tree(start));
        var queue = new ArrayDeque<Place>(List.of(start));
        while (!queue.isEmpty()) {
          var at = queue.remove();
          cables(at)
              .forEach((place, links) -> {
                if (!trees.containsKey(place)) {
                  var below = tree(place);
                  below.above(links, cards(at, links));
                  Objects.requireNonNull(trees.get(at)).behind.add(below);
                  above.put(place, at);
                  queue.add(place);
                }
              });
        }
      }
    }
    trees.forEach((place, tree) ->
        cables(place)
            .forEach((other, links) -> {
              if (!other.equals(above.get(place)) && !place.equals(above.get(other))) {
                tree.note(further(other, links));
              }
            }));
  }

  /** The line cards of a piece of equipment at which links begin. */
  private Set<String> cards(Place equipment, List<Link> links) {
    var cards = new TreeSet<String>();
    for (var link : links) {
      cards.add(card(whole(link.from()).equals(equipment) ? link.from() : link.to()));
    }
    return cards;
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
      var equipment = whole(first.other(host));
      var more = more(host, equipment, links.subList(1, links.size()));
      var alike = new Alike(equipment, host.cluster(), first.bandwidth(), more);
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

  /** What is said of the further links of a host, which has one to some equipment. */
  private List<String> more(Place host, Place equipment, List<Link> links) {
    var alike = new TreeMap<String, List<Link>>();
    for (var link : links) {
      var other = whole(link.other(host));
      var where = other.equals(equipment) ? "" : " to " + other.shortName();
      alike
          .computeIfAbsent(where + (link.active() ? "" : ", inactive"), _ -> new ArrayList<>())
          .add(link);
    }
    var texts = new ArrayList<String>();
    alike.forEach((where, some) -> texts.add("+ " + Rate.text(some) + where));
    return texts;
  }

  /**
   * Draws it.
   *
   * @param named whether the ends of uplinks are named here, since no lines lead to them
   * @return where the uplinks leave the frame at its top
   */
  List<Uplinks.Port> draw(List<Shape> shapes, double x, double y, boolean named) {
    shapes.add(new Shape.Box(x, y, width, height, 8, "#fcfcfc", "#888888", 1.2));
    shapes.add(new Shape.Text(x + PAD, y + 21, site, 15, true, Shape.Anchor.START, Palette.INK));
    if (outline != null) {
      outline.draw(shapes, x + PAD, y + HEAD);
      return List.of();
    }
    double all = -GAP;
    for (var root : roots) {
      all += root.width + GAP;
    }
    for (var box : apart) {
      all += box.width + GAP;
    }
    double at = x + (width - all) / 2;
    double top = y + HEAD + Uplinks.HEIGHT;
    var middles = new HashMap<Place, Double>();
    for (var root : roots) {
      root.draw(shapes, at, top);
      middles.put(root.place, at + root.width / 2);
      at += root.width + GAP;
    }
    for (var box : apart) {
      box.draw(shapes, at, top);
      at += box.width + GAP;
    }
    return uplinks.draw(shapes, x + PAD + titleWidth(), x + width - PAD, y, top, middles, named);
  }
}
