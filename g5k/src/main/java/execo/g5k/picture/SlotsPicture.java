package execo.g5k.picture;

import execo.g5k.planning.ClusterPlanning;
import execo.g5k.planning.Element;
import execo.g5k.planning.Slots;
import execo.g5k.schedule.Interval;
import execo.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How many hosts are free from each date on: areas on top of each other, and the maximum. */
final class SlotsPicture {
  private static final double LEFT = 64;
  private static final double TOP = Caption.HEIGHT + 6;
  private static final double WIDTH = 860;
  private static final double HEIGHT = 380;
  private static final int MOST_AREAS = 24;
  private static final double LEGEND_ROW = 16;

  private final Slots slots;
  private final Stamp stamp;
  private final List<Shape> shapes = new ArrayList<>();

  private SlotsPicture(Slots slots, Stamp stamp) {
    this.slots = slots;
    this.stamp = stamp;
  }

  static Picture of(Slots slots, Stamp stamp) {
    return new SlotsPicture(slots.withAllChanges(), stamp).draw();
  }

  private Picture draw() {
    var planning = slots.planning();
    var areas = areas();
    int most = (int) planning.hosts().count();
    double scale = HEIGHT / Math.max(1, most * 1.06);
    double bottom = TOP + HEIGHT;
    var period = planning.period();
    var axis = new TimeAxis(period, LEFT, WIDTH);
    var walltime = slots.isEmpty() ? "" : Durations.format(walltime(slots)) + " long, ";
    Caption.draw(
        shapes,
        LEFT,
        "Free hosts of Grid'5000",
        "slots " + walltime + Caption.period(period),
        stamp,
        "status of " + Caption.count(planning.sites().size(), "site"));
    counts(most, scale, bottom);
    axis.draw(shapes, TOP, bottom);
    var indexes = indexes(axis);
    var below = new double[indexes.size()];
    for (var area : areas.entrySet()) {
      var above = below.clone();
      for (int i = 0; i < above.length; i++) {
        above[i] += slots.get(indexes.get(i)).count(area.getKey());
      }
      shapes.add(area(axis, indexes, below, above, scale, period, area.getValue()));
      below = above;
    }
    double y = bottom - most * scale;
    shapes.add(Shape.line(LEFT, y, LEFT + WIDTH, y, "#000000", 1.6));
    shapes.add(new Shape.Box(LEFT, TOP, WIDTH, HEIGHT, 0, "none", "#888888", 0.8));
    double end = legend(areas, most);
    return new Picture(LEFT + WIDTH + 190, Math.max(bottom + 46, end), shapes);
  }

  private static Duration walltime(Slots slots) {
    return Duration.ofSeconds(slots.getFirst().interval().seconds());
  }

  /** Clusters, by their site's colour and patterns; or sites, if there are too many clusters. */
  private Map<Element, Fill> areas() {
    var sites = slots.planning().sites();
    var clusters = new ArrayList<List<Element>>();
    for (var site : sites) {
      clusters.add(site.clusters().stream().<Element>map(ClusterPlanning::cluster).toList());
    }
    var all = clusters.stream().flatMap(List::stream).toList();
    if (all.size() > MOST_AREAS) {
      return Palette.grouped(sites.stream().map(site -> List.<Element>of(site.site())).toList());
    }
    return Palette.grouped(sites.size() == 1 ? all.stream().map(List::of).toList() : clusters);
  }

  /** The slots that can be told apart at this width: the last of those at about the same place. */
  private List<Integer> indexes(TimeAxis axis) {
    var indexes = new ArrayList<Integer>();
    double first = -1;
    for (int i = 0; i < slots.size(); i++) {
      double x = axis.x(slots.get(i).interval().start());
      if (x - first >= 0.5) {
        indexes.add(i);
        first = x;
      } else {
        indexes.set(indexes.size() - 1, i);
      }
    }
    return indexes;
  }

  private Shape area(
      TimeAxis axis,
      List<Integer> indexes,
      double[] below,
      double[] above,
      double scale,
      Interval period,
      Fill fill) {
    int count = indexes.size();
    var points = new double[8 * count];
    for (int i = 0; i < count; i++) {
      double from = axis.x(slots.get(indexes.get(i)).interval().start());
      double to =
          i + 1 < count
              ? axis.x(slots.get(indexes.get(i + 1)).interval().start())
              : axis.x(period.end());
      double top = TOP + HEIGHT - above[i] * scale;
      double base = TOP + HEIGHT - below[i] * scale;
      put(points, 4 * i, from, top);
      put(points, 4 * i + 2, to, top);
      put(points, points.length - 4 * i - 2, from, base);
      put(points, points.length - 4 * i - 4, to, base);
    }
    return new Shape.Area(points, fill);
  }

  private static void put(double[] points, int at, double x, double y) {
    points[at] = x;
    points[at + 1] = y;
  }

  private void counts(int most, double scale, double bottom) {
    int step = step(most);
    for (int number = 0; number <= most; number += step) {
      double y = bottom - number * scale;
      shapes.add(Shape.line(LEFT - 4, y, LEFT + WIDTH, y, Palette.FAINT, 0.6));
      shapes.add(
          new Shape.Text(LEFT - 8, y + 3.5, "" + number, 10, false, Shape.Anchor.END, Palette.INK));
    }
    shapes.add(
        new Shape.Text(LEFT - 8, TOP - 6, "hosts", 10, false, Shape.Anchor.END, Palette.INK));
  }

  /** The least of 1, 2, 5, 10, 20… that needs at most eight labels. */
  private static int step(int most) {
    for (int power = 1; ; power *= 10) {
      for (int step : new int[] {power, 2 * power, 5 * power}) {
        if (most / step <= 8) {
          return step;
        }
      }
    }
  }

  /** Beside the areas, in their order from top to bottom. */
  private double legend(Map<Element, Fill> areas, int most) {
    double x = LEFT + WIDTH + 16;
    double y = TOP + 10;
    shapes.add(Shape.line(x, y - 4, x + 14, y - 4, "#000000", 1.6));
    shapes.add(legendText(x + 20, y, "maximum, " + most));
    for (var area : List.copyOf(areas.entrySet()).reversed()) {
      y += LEGEND_ROW;
      shapes.add(Shape.swatch(x, y, area.getValue()));
      var name =
          area.getKey() instanceof Element.Cluster cluster && slots.planning().sites().size() > 1
              ? cluster.name() + " (" + cluster.site().name() + ")"
              : area.getKey().name();
      shapes.add(legendText(x + 20, y, name));
    }
    return y + 20;
  }

  private static Shape.Text legendText(double x, double y, String text) {
    return new Shape.Text(x, y, text, 11, false, Shape.Anchor.START, Palette.INK);
  }
}
