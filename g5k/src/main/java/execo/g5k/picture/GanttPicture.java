package execo.g5k.picture;

import execo.g5k.planning.ClusterPlanning;
import execo.g5k.planning.Planning;
import execo.g5k.planning.SitePlanning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** When each host is busy: a chart a site, a row a host, its hosts by cluster. */
final class GanttPicture {
  private static final double WIDTH = 1540;
  private static final double WIDEST = 640;
  private static final double LABELS = 100;
  private static final double GAP = 30;
  private static final double HEAD = 24;
  private static final double FOOT = 46;
  private static final double LABEL_HEIGHT = 12;

  private final Planning planning;
  private final Stamp stamp;
  private final List<Shape> shapes = new ArrayList<>();
  private final List<SitePlanning> sites;
  private final int columns;
  private final double chart;

  private GanttPicture(Planning planning, Stamp stamp) {
    this.planning = planning;
    this.stamp = stamp;
    sites = planning.sites().stream().filter(site -> !site.clusters().isEmpty()).toList();
    columns = sites.size() > 9 ? 4 : sites.size() > 4 ? 3 : sites.size() > 1 ? 2 : 1;
    chart = Math.min(WIDEST, WIDTH / columns - LABELS - GAP);
  }

  static Picture of(Planning planning, Stamp stamp) {
    return new GanttPicture(planning, stamp).draw();
  }

  private Picture draw() {
    double column = LABELS + chart + GAP;
    double width = 10 + columns * column;
    Caption.draw(
        shapes,
        10,
        "Hosts of Grid'5000",
        Caption.period(planning.period()),
        stamp,
        "status of " + Caption.count(planning.sites().size(), "site"));
    legend(width);
    double y = Caption.HEIGHT;
    for (int i = 0; i < sites.size(); i += columns) {
      double tallest = 0;
      for (int j = i; j < Math.min(sites.size(), i + columns); j++) {
        tallest = Math.max(tallest, chart(sites.get(j), 10 + (j - i) * column, y));
      }
      y += tallest + 10;
    }
    return new Picture(width, y, shapes);
  }

  private void legend(double width) {
    double x = width - 330;
    shapes.add(Shape.swatch(x, 24, Fill.plain(Palette.BUSY)));
    shapes.add(legendText(x + 20, "busy"));
    shapes.add(Shape.swatch(x + 100, 24, Fill.plain(Palette.LIGHT.get(0))));
    shapes.add(Shape.swatch(x + 114, 24, Fill.plain(Palette.LIGHT.get(1))));
    shapes.add(legendText(x + 134, "free, coloured by cluster"));
  }

  private static Shape.Text legendText(double x, String text) {
    return new Shape.Text(x, 24, text, 11, false, Shape.Anchor.START, Palette.INK);
  }

  /**
   * The usual height of a host's row, in halves of a pixel: low where there are many sites, which
   * are to be read on one page.
   */
  private double usualRow(SitePlanning site) {
    int hosts = site.clusters().stream().mapToInt(c -> c.hosts().size()).sum();
    double most = columns > 2 ? 220.0 / hosts : Math.max(3, 420.0 / hosts);
    return Math.clamp(Math.floor(2 * most) / 2, 1, 12);
  }

  /** The height of a host's row: that of a label where a cluster has too few for one. */
  private double row(SitePlanning site, ClusterPlanning cluster) {
    return Math.max(usualRow(site), LABEL_HEIGHT / cluster.hosts().size());
  }

  private double chart(SitePlanning site, double x, double y) {
    var fills = Palette.light(site.clusters().stream().map(ClusterPlanning::name).toList());
    double left = x + LABELS;
    double top = y + HEAD;
    var axis = new TimeAxis(planning.period(), left, chart);
    double bottom = top;
    for (var cluster : site.clusters()) {
      bottom += row(site, cluster) * cluster.hosts().size() + 1;
    }
    int hosts = site.clusters().stream().mapToInt(c -> c.hosts().size()).sum();
    shapes.add(
        new Shape.Text(
            left,
            y + 16,
            site.name() + ", " + Caption.count(hosts, "host"),
            12,
            true,
            Shape.Anchor.START,
            Palette.INK));
    axis.draw(shapes, top, bottom);
    double at = top;
    for (var cluster : site.clusters()) {
      at = band(site, cluster, fills, axis, at);
    }
    shapes.add(new Shape.Box(left, top, chart, bottom - top, 0, "none", "#888888", 0.8));
    return bottom - y + FOOT;
  }

  private double band(
      SitePlanning site,
      ClusterPlanning cluster,
      Map<String, Fill> fills,
      TimeAxis axis,
      double top) {
    double row = row(site, cluster);
    double inner = usualRow(site) < 6 ? row : row - 1;
    var free = new ArrayList<double[]>();
    var busy = new ArrayList<double[]>();
    double y = top;
    for (var host : cluster.hosts()) {
      host.timetable().free().forEach(one -> free.add(bar(axis, one.start(), one.end())));
      place(free, y, inner);
      host.timetable().busy().forEach(one -> busy.add(bar(axis, one.start(), one.end())));
      place(busy, y, inner);
      y += row;
    }
    shapes.add(Shape.boxes(free, Objects.requireNonNull(fills.get(cluster.name()))));
    shapes.add(Shape.boxes(busy, Fill.plain(Palette.BUSY)));
    double left = axis.x(Long.MIN_VALUE / 4);
    shapes.add(Shape.line(left - 4, y + 0.5, left + chart, y + 0.5, "#ffffff", 1));
    shapes.add(
        new Shape.Text(
            left - 6,
            (top + y) / 2 + 3.5,
            cluster.name(),
            10,
            false,
            Shape.Anchor.END,
            Palette.INK));
    return y + 1;
  }

  private static double[] bar(TimeAxis axis, long start, long end) {
    double x = axis.x(start);
    return new double[] {x, Double.NaN, axis.x(end) - x, Double.NaN};
  }

  /** Gives the bars that have none yet their height. */
  private static void place(List<double[]> bars, double y, double height) {
    for (int i = bars.size() - 1; i >= 0 && Double.isNaN(bars.get(i)[1]); i--) {
      bars.get(i)[1] = y;
      bars.get(i)[3] = height;
    }
  }
}
