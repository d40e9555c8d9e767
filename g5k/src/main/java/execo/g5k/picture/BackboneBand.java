package execo.g5k.picture;

import execo.g5k.topology.Link;
import execo.g5k.topology.Place;
import execo.g5k.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The equipment between the sites in one row, with a lane above it for each link. */
final class BackboneBand {
  private static final double TEXT = 11;
  private static final double BOX = 22;
  private static final double LANE = 18;
  private static final double GAP = 16;
  private static final double STUB = 7;

  private record Wire(Link link, Place from, Place to) {}

  private final List<Place> places;
  private final List<Wire> wires = new ArrayList<>();
  private final Map<Place, double[]> boxes = new HashMap<>();
  private final List<List<Wire>> lanes = new ArrayList<>();
  final double width;

  BackboneBand(Topology topology) {
    places = topology.backbone();
    double sum = -GAP;
    for (var place : places) {
      sum += boxWidth(place) + GAP;
    }
    width = Math.max(0, sum);
    for (var link : topology.graph().edgeSet()) {
      if (link.from().kind() == Place.Kind.BACKBONE && link.to().kind() == Place.Kind.BACKBONE) {
        wires.add(new Wire(link, link.from(), link.to()));
      }
    }
  }

  private static double boxWidth(Place place) {
    return Shape.Text.width(place.name(), TEXT, true) + 16;
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  /** Puts the boxes as near as can be to where they are wanted; those wanted nowhere go between. */
  void place(Map<String, Double> wanted, double left, double right) {
    double middle = (left + right) / 2;
    var ordered =
        places.stream()
            .sorted(
                Comparator.comparingDouble((Place place) ->
                        wanted.getOrDefault(place.name(), around(place, wanted, middle)))
                    .thenComparing(Place::name))
            .toList();
    double at = left;
    for (var place : ordered) {
      double half = boxWidth(place) / 2;
      double x =
          Math.max(at, wanted.getOrDefault(place.name(), around(place, wanted, middle)) - half);
      boxes.put(place, new double[] {x, 2 * half});
      at = x + 2 * half + GAP;
    }
    double end = right;
    for (var place : ordered.reversed()) {
      var box = box(place);
      box[0] = Math.min(box[0], end - box[1]);
      end = box[0] - GAP;
    }
    lanes();
  }

  private double around(Place place, Map<String, Double> wanted, double otherwise) {
    return wires.stream()
        .filter(wire -> wire.from().equals(place) || wire.to().equals(place))
        .map(wire -> wire.link().other(place).name())
        .filter(wanted::containsKey)
        .mapToDouble(name -> wanted.getOrDefault(name, otherwise))
        .average()
        .orElse(otherwise);
  }

  private double[] box(Place place) {
    return Objects.requireNonNull(boxes.get(place));
  }

  private double left(Wire wire) {
    return Math.min(box(wire.from())[0], box(wire.to())[0]);
  }

  private double right(Wire wire) {
    var from = box(wire.from());
    var to = box(wire.to());
    return Math.max(from[0] + from[1], to[0] + to[1]);
  }

  private void lanes() {
    wires.sort(
        Comparator.comparingDouble((Wire wire) -> right(wire) - left(wire))
            .thenComparing(wire -> wire.link().key()));
    for (var wire : wires) {
      var free =
          lanes.stream()
              .filter(lane ->
                  lane.stream()
                      .allMatch(other -> right(other) <= left(wire) || right(wire) <= left(other)))
              .findFirst();
      if (free.isPresent()) {
        free.get().add(wire);
      } else {
        lanes.add(new ArrayList<>(List.of(wire)));
      }
    }
  }

  double height() {
    return lanes.size() * LANE + 12 + BOX;
  }

  /** Draws it; the boxes end at its height. */
  void draw(List<Shape> shapes, double y) {
    double top = y + height() - BOX;
    var ends = new HashMap<Place, List<Wire>>();
    for (var wire : wires) {
      ends.computeIfAbsent(wire.from(), _ -> new ArrayList<>()).add(wire);
      ends.computeIfAbsent(wire.to(), _ -> new ArrayList<>()).add(wire);
    }
    ends.forEach((place, list) ->
        list.sort(Comparator.comparingDouble(wire -> middle(wire.link().other(place)))));
    var rates = new ArrayList<Shape>();
    for (int i = 0; i < lanes.size(); i++) {
      double lane = top - 12 - i * LANE;
      for (var wire : lanes.get(i)) {
        double from = stub(ends, wire, wire.from());
        double to = stub(ends, wire, wire.to());
        shapes.add(
            Rate.line(
                new double[] {from, top, from, lane, to, lane, to, top}, wire.link().bandwidth()));
        var text =
            new Shape.Text(
                (from + to) / 2,
                lane - 4,
                Rate.text(wire.link().bandwidth()),
                10,
                false,
                Shape.Anchor.MIDDLE,
                "#444444");
        rates.add(new Shape.Box(text.left(), lane - 13, text.width(), 12, 0, "#ffffff", "none", 0));
        rates.add(text);
      }
    }
    shapes.addAll(rates);
    for (var place : places) {
      var box = box(place);
      box(shapes, box[0], top, box[1], place.name(), TEXT);
    }
  }

  private double middle(Place place) {
    return box(place)[0] + box(place)[1] / 2;
  }

  /** Where the line of a wire meets a box: those to the left on its left. */
  private double stub(Map<Place, List<Wire>> ends, Wire wire, Place place) {
    var list = ends.getOrDefault(place, List.of());
    return middle(place) + (list.indexOf(wire) - (list.size() - 1) / 2.0) * STUB;
  }

  /** Where the box of a piece of equipment has its middle. */
  double middle(String name) {
    return places.stream()
        .filter(place -> place.name().equals(name))
        .mapToDouble(this::middle)
        .findFirst()
        .orElseThrow();
  }

  static void box(List<Shape> shapes, double x, double y, double width, String name, double size) {
    double height = size + 11;
    shapes.add(new Shape.Box(x, y, width, height, height / 2, "#d8efe4", "#00674f", 1.4));
    shapes.add(
        new Shape.Text(
            x + width / 2,
            y + height / 2 + size * 0.36,
            name,
            size,
            true,
            Shape.Anchor.MIDDLE,
            Palette.INK));
  }
}
