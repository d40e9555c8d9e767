package execo.g5k.picture;

import execo.g5k.topology.Link;
import execo.g5k.topology.Place;
import execo.g5k.topology.Place.Kind;
import execo.g5k.topology.Topology;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The links of the backbone, a line of text each. */
final class BackboneOutline {
  private static final double TEXT = 10;
  private static final double LINE = 14;
  private static final double PAD = 14;
  private static final double HEAD = 32;
  private static final double WIRE = 28;

  private final List<Link> links;
  private final List<Place> alone;
  private final double from;
  private final double to;
  final double width;
  final double height;

  BackboneOutline(Topology topology) {
    links =
        topology.graph().edgeSet().stream()
            .filter(
                link -> link.from().kind() == Kind.BACKBONE && link.to().kind() == Kind.BACKBONE)
            .sorted(Comparator.comparing(Link::key))
            .toList();
    alone =
        topology.backbone().stream()
            .filter(place ->
                links.stream()
                    .noneMatch(link -> link.from().equals(place) || link.to().equals(place)))
            .toList();
    from = widest(Stream.concat(links.stream().map(Link::from), alone.stream()).map(Place::name));
    to = widest(links.stream().map(link -> link.to().name()));
    double rate = widest(links.stream().map(link -> Rate.text(link.bandwidth())));
    width = from + WIRE + 12 + to + 12 + rate + 2 * PAD;
    height = HEAD + (links.size() + alone.size()) * LINE + 6;
  }

  private static double widest(Stream<String> texts) {
    return texts.mapToDouble(text -> Shape.Text.width(text, TEXT, false)).max().orElse(0);
  }

  boolean isEmpty() {
    return links.isEmpty() && alone.isEmpty();
  }

  void draw(List<Shape> shapes, double x, double y) {
    shapes.add(new Shape.Box(x, y, width, height, 8, "#d8efe4", "#00674f", 1.2));
    shapes.add(
        new Shape.Text(x + PAD, y + 20, "backbone", 13, true, Shape.Anchor.START, Palette.INK));
    double line = y + HEAD + 9;
    for (var link : links) {
      double wire = x + PAD + from + 6;
      text(shapes, x + PAD, line, link.from().name());
      shapes.add(Rate.line(new double[] {wire, line - 4, wire + WIRE, line - 4}, link.bandwidth()));
      text(shapes, wire + WIRE + 6, line, link.to().name());
      text(shapes, wire + WIRE + 6 + to + 12, line, Rate.text(link.bandwidth()));
      line += LINE;
    }
    for (var place : alone) {
      text(shapes, x + PAD, line, place.name());
      line += LINE;
    }
  }

  private static void text(List<Shape> shapes, double x, double y, String text) {
    shapes.add(new Shape.Text(x, y, text, TEXT, false, Shape.Anchor.START, Palette.INK));
  }
}
