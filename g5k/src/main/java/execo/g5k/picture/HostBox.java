package execo.g5k.picture;

import execo.g5k.topology.Place;
import java.util.List;

/** The hosts of a cluster that are cabled alike, as a box. */
final class HostBox {
  private static final double PAD = 7;
  private static final double TITLE = 12;
  private static final double NOTE = 10;
  private static final double DOT = 3.4;
  private static final double CELL = 10;
  private static final double LINE = 14;
  private static final double NAME = 10;

  enum Detail {
    NAMES,
    DOTS,
    FOLDED,
    OUTLINE
  }

  private final String cluster;
  private final List<Place> hosts;
  private final Detail detail;
  private final int columns;
  private final double cell;
  final List<String> notes;
  final String colour;
  final long rate;
  final double width;
  final double height;

  HostBox(
      String cluster,
      List<Place> hosts,
      long rate,
      List<String> notes,
      String colour,
      Detail detail) {
    this.cluster = cluster;
    this.hosts = hosts;
    this.rate = rate;
    this.notes = notes;
    this.colour = colour;
    this.detail = detail;
    double longest =
        hosts.stream()
            .mapToDouble(host -> Shape.Text.width(host.name(), NAME, false))
            .max()
            .orElse(0);
    cell = detail == Detail.NAMES ? longest + 16 : CELL;
    int count = hosts.size();
    columns =
        detail == Detail.NAMES
            ? Math.max(1, (int) Math.ceil(count / 10.0))
            : (int) Math.clamp(Math.ceil(Math.sqrt(count * 1.6)), 1, 18);
    double text = Shape.Text.width(title(), TITLE, true);
    for (var note : notes) {
      text = Math.max(text, Shape.Text.width(note, NOTE, false));
    }
    double body = detail == Detail.FOLDED ? 0 : columns * cell;
    int rows = detail == Detail.FOLDED ? 0 : (count + columns - 1) / columns;
    width = Math.max(text, body) + 2 * PAD;
    height =
        PAD
            + TITLE
            + notes.size() * (NOTE + 3)
            + rows * (detail == Detail.NAMES ? LINE : CELL)
            + PAD
            + (rows > 0 ? 5 : 2);
  }

  String title() {
    return cluster + " \u00d7 " + hosts.size();
  }

  static Shape.Box frame(double x, double y, double width, double height, String colour) {
    return new Shape.Box(
        x, y, width, height, 5, Palette.mixed(colour, "#ffffff", 0.82), colour, 1.4);
  }

  void draw(List<Shape> shapes, double x, double y) {
    shapes.add(frame(x, y, width, height, colour));
    double at = y + PAD + TITLE - 2;
    shapes.add(new Shape.Text(x + PAD, at, title(), TITLE, true, Shape.Anchor.START, Palette.INK));
    for (var note : notes) {
      at += NOTE + 3;
      shapes.add(new Shape.Text(x + PAD, at, note, NOTE, false, Shape.Anchor.START, "#444444"));
    }
    at += 5;
    if (detail == Detail.FOLDED) {
      return;
    }
    double line = detail == Detail.NAMES ? LINE : CELL;
    for (int i = 0; i < hosts.size(); i++) {
      double left = x + PAD + (i % columns) * cell;
      int row = i / columns;
      double top = at + row * line;
      shapes.add(new Shape.Disk(left + DOT + 0.5, top + line / 2, DOT, colour, Palette.INK));
      if (detail == Detail.NAMES) {
        shapes.add(
            new Shape.Text(
                left + 11,
                top + line / 2 + 3.3,
                hosts.get(i).name(),
                NAME,
                false,
                Shape.Anchor.START,
                Palette.INK));
      }
    }
  }
}
