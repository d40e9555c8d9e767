package execo.g5k.picture;

import execo.g5k.topology.Place.Kind;
import execo.g5k.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** A network: a frame a site, the backbone above them. */
final class TopologyPicture {
  private static final int MOST_NAMES = 60;
  private static final double MARGIN = 20;
  private static final double GAP = 22;
  private static final double FOOT = 66;
  private static final double SHAPE = Math.sqrt(2);
  private static final double ONE_ROW = 1700;

  /** A page of A4 on its side without its margins of 1 cm, and the least text on it, in points. */
  private static final double PAGE_WIDTH = 785;

  private static final double PAGE_HEIGHT = 538;
  private static final double LEAST_TEXT = 6;

  private final Topology topology;
  private final HostBox.Detail detail;
  private final List<Shape> shapes = new ArrayList<>();
  private final List<SiteFrame> frames = new ArrayList<>();
  private final List<List<SiteFrame>> rows = new ArrayList<>();
  private final BackboneBand backbone;

  private TopologyPicture(Topology topology, HostBox.Detail detail) {
    this.topology = topology;
    this.detail = detail;
    var sites = topology.sites();
    var fills = Palette.of(sites.size() == 1 ? topology.clusters() : sites);
    for (var site : sites) {
      var colours = new HashMap<String, String>();
      for (var host : topology.hosts(site)) {
        var fill = fills.get(sites.size() == 1 ? host.cluster() : site);
        colours.put(host.cluster(), Objects.requireNonNull(fill).colour());
      }
      frames.add(new SiteFrame(topology, site, detail, colours));
    }
    backbone = new BackboneBand(topology);
    rows();
  }

  static Picture of(Topology topology, HostBox.Detail detail) {
    var picture = new TopologyPicture(topology, detail);
    return detail == HostBox.Detail.OUTLINE ? picture.drawOutlines() : picture.draw();
  }

  /** With its hosts. */
  static Picture unfolded(Topology topology) {
    boolean few = topology.hosts().size() <= MOST_NAMES;
    return of(topology, few ? HostBox.Detail.NAMES : HostBox.Detail.DOTS);
  }

  /** With its clusters, as boxes if they can be read. */
  static Picture folded(Topology topology) {
    var boxes = of(topology, HostBox.Detail.FOLDED);
    return isLegible(boxes) ? boxes : of(topology, HostBox.Detail.OUTLINE);
  }

  /** With its hosts if that can be read. */
  static Picture legible(Topology topology) {
    var hosts = unfolded(topology);
    return isLegible(hosts) ? hosts : folded(topology);
  }

  /** Whether the smallest text is large enough on a page of paper. */
  static boolean isLegible(Picture picture) {
    return leastText(picture) >= LEAST_TEXT;
  }

  /** How high the smallest text is on a page of paper, in points. */
  static double leastText(Picture picture) {
    double scale = Math.min(PAGE_WIDTH / picture.width(), PAGE_HEIGHT / picture.height());
    return picture.shapes().stream()
        .filter(Shape.Text.class::isInstance)
        .mapToDouble(text -> ((Shape.Text) text).size() * scale)
        .min()
        .orElse(Double.MAX_VALUE);
  }

  /** Frames side by side, in the rows that let the picture be largest on paper. */
  private void rows() {
    double all = 0;
    double widest = 0;
    for (var frame : frames) {
      all += frame.width + GAP;
      widest = Math.max(widest, frame.width);
    }
    rows.addAll(rows(all));
    if (all > ONE_ROW) {
      for (int from = 0; from < frames.size(); from++) {
        double limit = 0;
        for (var frame : frames.subList(from, frames.size())) {
          limit += (limit > 0 ? GAP : 0) + frame.width;
          var other = rows(Math.max(limit, widest));
          if (side(other) < side(rows)) {
            rows.clear();
            rows.addAll(other);
          }
        }
      }
    }
  }

  /** The frames in rows of some width at most. */
  private List<List<SiteFrame>> rows(double limit) {
    var rows = new ArrayList<List<SiteFrame>>();
    double x = 0;
    for (var frame : frames) {
      if (rows.isEmpty() || x + frame.width > limit) {
        rows.add(new ArrayList<>());
        x = 0;
      }
      rows.getLast().add(frame);
      x += frame.width + GAP;
    }
    return rows;
  }

  /** The lesser side of the least paper that these rows need. */
  private static double side(List<List<SiteFrame>> rows) {
    double width = 0;
    double height = 0;
    for (var row : rows) {
      width = Math.max(width, rowWidth(row));
      height += row.stream().mapToDouble(frame -> frame.height).max().orElse(0) + GAP;
    }
    return Math.max(width / SHAPE, height);
  }

  private Picture draw() {
    double inner = Math.max(backbone.width, legend(new ArrayList<>(), 0));
    for (var row : rows) {
      inner = Math.max(inner, rowWidth(row));
    }
    boolean single = rows.size() <= 1;
    double y = Caption.HEIGHT;
    if (!backbone.isEmpty()) {
      y = band(inner, single, y);
    }
    for (var row : rows) {
      double x = MARGIN + (single ? (inner - rowWidth(row)) / 2 : 0);
      double tallest = 0;
      for (var frame : row) {
        frame.draw(shapes, x, y, !single);
        x += frame.width + GAP;
        tallest = Math.max(tallest, frame.height);
      }
      y += tallest + GAP;
    }
    caption();
    legend(shapes, y + 4);
    return new Picture(inner + 2 * MARGIN, y + FOOT, shapes);
  }

  /** Frames with outlines below each other, in the columns that let the picture be largest. */
  private Picture drawOutlines() {
    var columns =
        new OutlineColumns(
            frames,
            new BackboneOutline(topology),
            PAGE_WIDTH / PAGE_HEIGHT,
            Caption.HEIGHT + GAP + FOOT);
    columns.draw(shapes, MARGIN, Caption.HEIGHT);
    caption();
    double y = Caption.HEIGHT + columns.height() + GAP;
    double width = Math.max(columns.width(), legend(shapes, y));
    return new Picture(width + 2 * MARGIN, y + FOOT, shapes);
  }

  /** The backbone, with its boxes above the routers if the sites are in one row. */
  private double band(double inner, boolean single, double y) {
    var wanted = new HashMap<String, Double>();
    var ports = new ArrayList<Uplinks.Port>();
    if (single && !rows.isEmpty()) {
      double x = MARGIN + (inner - rowWidth(rows.getFirst())) / 2;
      for (var frame : rows.getFirst()) {
        ports.addAll(frame.draw(new ArrayList<>(), x, 0, false));
        x += frame.width + GAP;
      }
      ports.forEach(port -> wanted.putIfAbsent(port.end(), port.x()));
    } else {
      double step = inner / topology.backbone().size();
      for (int i = 0; i < topology.backbone().size(); i++) {
        wanted.put(topology.backbone().get(i).name(), MARGIN + (i + 0.5) * step);
      }
    }
    backbone.place(wanted, MARGIN, MARGIN + inner);
    backbone.draw(shapes, y);
    var risers = new Risers(backbone, ports);
    risers.draw(shapes, y + backbone.height());
    return y + backbone.height() + risers.height();
  }

  private static double rowWidth(List<SiteFrame> row) {
    double width = -GAP;
    for (var frame : row) {
      width += frame.width + GAP;
    }
    return width;
  }

  private void caption() {
    Caption.draw(
        shapes,
        MARGIN,
        "Network of Grid'5000",
        Caption.count(topology.hosts().size(), "host")
            + ", "
            + Caption.count(topology.sites().size(), "site"),
        new Stamp(topology.date(), topology.version()),
        "");
  }

  /** Draws the legend; gives the width that it takes. */
  private double legend(List<Shape> onto, double y) {
    double x = MARGIN;
    boolean outline = detail == HostBox.Detail.OUTLINE;
    if (!backbone.isEmpty() && !outline) {
      BackboneBand.box(onto, x, y - 1, 76, "backbone", 10);
      x += 92;
    }
    onto.add(new Shape.Box(x, y, 20, 18, 7, "#24246d", "#24246d", 1.4));
    x = legendText(onto, x + 26, y + 13, "router");
    if (!outline) {
      onto.add(new Shape.Box(x, y + 2, 15, 14, 1, "#ffffff", "#24246d", 0.8));
      x = legendText(onto, x + 21, y + 13, "its line card");
    }
    onto.add(new Shape.Box(x, y, 20, 18, 3, "#ffffff", "#24246d", 1.4));
    x = legendText(onto, x + 26, y + 13, "switch");
    if (outline || detail == HostBox.Detail.FOLDED) {
      onto.add(HostBox.frame(x, y, 26, 18, Palette.COLOURS.getFirst()));
      x = legendText(onto, x + 32, y + 13, "hosts of a cluster, at their first active link");
    } else {
      onto.add(new Shape.Disk(x + 5, y + 9, 3.4, Palette.COLOURS.getFirst(), Palette.INK));
      x = legendText(onto, x + 14, y + 13, "host, at its first active link");
    }
    return Math.max(x, rates(onto, y)) - MARGIN;
  }

  private double rates(List<Shape> onto, double y) {
    var levels = new TreeSet<Integer>();
    boolean unknown = false;
    for (var link : topology.graph().edgeSet()) {
      boolean inner =
          (link.from().kind() == Kind.LINECARD && link.to().kind() == Kind.ROUTER)
              || (link.to().kind() == Kind.LINECARD && link.from().kind() == Kind.ROUTER);
      if (link.active() && !inner) {
        if (link.bandwidth() > 0) {
          levels.add(Rate.level(link.bandwidth()));
        }
        unknown |= link.bandwidth() == 0;
      }
    }
    double x = MARGIN;
    for (int level : levels) {
      onto.add(Rate.line(level, x, y + 38, x + 28));
      x = legendText(onto, x + 34, y + 42, Rate.levelText(level));
    }
    if (unknown) {
      onto.add(Rate.line(new double[] {x, y + 38, x + 28, y + 38}, 0));
      x = legendText(onto, x + 34, y + 42, "unknown");
    }
    return x;
  }

  private static double legendText(List<Shape> onto, double x, double y, String text) {
    var shape = new Shape.Text(x, y, text, 10, false, Shape.Anchor.START, Palette.INK);
    onto.add(shape);
    return x + shape.width() + 16;
  }
}
