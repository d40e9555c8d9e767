package execo.g5k.picture;

import execo.g5k.topology.Link;
import execo.g5k.topology.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The links of a site to the backbone, side by side above the routers that have them. */
final class Uplinks {
  /** The room between the name of the site and its routers. */
  static final double HEIGHT = 34;

  private static final double GAP = 8;
  private static final double NAME = 10;
  private static final double RATE = 10;
  private static final double STUB = 8;

  /** Where one leaves the frame of the site, and to what. */
  record Port(String end, double x, long rate) {}

  private record Uplink(String end, long rate) {
    /** How wide it is with its rate beside the line and the box of its end. */
    double width() {
      double label = 2 * (Shape.Text.width(Rate.text(rate), RATE, false) + 8);
      return Math.max(label, nameWidth());
    }

    double nameWidth() {
      return Shape.Text.width(end, NAME, true) + 14;
    }
  }

  private final Map<Place, List<Uplink>> byRouter = new LinkedHashMap<>();

  /** Adds those of a router. */
  void add(Place router, List<Link> links) {
    if (!links.isEmpty()) {
      byRouter.put(
          router,
          links.stream()
              .map(link -> new Uplink(link.other(router).name(), link.bandwidth()))
              .sorted(Comparator.comparing(Uplink::end).thenComparingLong(Uplink::rate))
              .toList());
    }
  }

  /** The width of all; 0 if there are none. */
  double width() {
    double sum = byRouter.values().stream().mapToDouble(some -> width(some) + GAP).sum();
    return Math.max(0, sum - GAP);
  }

  private static double width(List<Uplink> uplinks) {
    return uplinks.stream().mapToDouble(Uplink::width).sum() + (uplinks.size() - 1) * GAP;
  }

  /** Where each begins on the left: as near to the middle of its router as there is room. */
  private List<Double> lefts(double left, double right, Map<Place, Double> middles) {
    var lefts = new ArrayList<Double>();
    var widths = new ArrayList<Double>();
    double free = left;
    for (var entry : byRouter.entrySet()) {
      double middle = Objects.requireNonNull(middles.get(entry.getKey()));
      double at = Math.max(free, middle - width(entry.getValue()) / 2);
      for (var uplink : entry.getValue()) {
        lefts.add(at);
        widths.add(uplink.width());
        at += uplink.width() + GAP;
      }
      free = at;
    }
    double end = right;
    for (int i = lefts.size() - 1; i >= 0; i--) {
      lefts.set(i, Math.min(lefts.get(i), end - widths.get(i)));
      end = lefts.get(i) - GAP;
    }
    return lefts;
  }

  /**
   * Draws them.
   *
   * @param top the top of the frame
   * @param bottom the top of the routers
   * @param middles of the routers
   * @param named whether the ends are named here, since no lines lead there
   * @return where they leave the frame
   */
  List<Port> draw(
      List<Shape> shapes,
      double left,
      double right,
      double top,
      double bottom,
      Map<Place, Double> middles,
      boolean named) {
    var ports = new ArrayList<Port>();
    var lefts = lefts(left, right, middles).iterator();
    byRouter.forEach((router, uplinks) -> {
      double middle = Objects.requireNonNull(middles.get(router));
      int count = uplinks.size();
      for (int i = 0; i < count; i++) {
        var uplink = uplinks.get(i);
        double x = lefts.next() + uplink.width() / 2;
        double stub = middle + (i - (count - 1) / 2.0) * STUB;
        double bend = bottom - 5 - 4 * (Math.min(i, count - 1 - i) % 3);
        double from = named ? top + 38 : top;
        shapes.add(
            Rate.line(
                Math.abs(x - stub) < 0.5
                    ? new double[] {x, from, x, bottom}
                    : new double[] {x, from, x, bend, stub, bend, stub, bottom},
                uplink.rate()));
        shapes.add(
            new Shape.Text(
                x + 6,
                bottom - 14,
                Rate.text(uplink.rate()),
                RATE,
                false,
                Shape.Anchor.START,
                "#444444"));
        if (named) {
          double width = uplink.nameWidth();
          BackboneBand.box(shapes, x - width / 2, top + 18, width, uplink.end(), NAME);
        }
        ports.add(new Port(uplink.end(), x, uplink.rate()));
      }
    });
    return ports;
  }
}
