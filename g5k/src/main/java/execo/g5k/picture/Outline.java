package execo.g5k.picture;

import execo.g5k.topology.Place.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The equipment and clusters of a site as lines of text, indented by what they are cabled to. */
final class Outline {
  private static final double TEXT = 10;
  private static final double LINE = 14;
  private static final double BOX = 12.5;
  private static final double INDENT = 14;
  private static final double PAD = 4;

  /** How wide clusters side by side and what is said of them are at most, where that can be. */
  private static final double MOST = 195;

  /** A line: boxes with names, and what is said beside them. */
  private record Row(
      int depth,
      @Nullable Integer above,
      long rate,
      List<String> names,
      Shape.Box look,
      String text) {
    static double boxWidth(String name) {
      return Shape.Text.width(name, TEXT, false) + 2 * PAD;
    }

    /** Where the text begins. */
    double boxes() {
      return names.stream().mapToDouble(name -> boxWidth(name) + PAD).sum();
    }

    double width() {
      return depth * INDENT + boxes() + Shape.Text.width(text, TEXT, false);
    }
  }

  private static final Shape.Box ROUTER = new Shape.Box(0, 0, 0, BOX, 5, "#24246d", "#24246d", 1.2);
  private static final Shape.Box SWITCH = new Shape.Box(0, 0, 0, BOX, 2, "#ffffff", "#24246d", 1.2);

  private final List<Row> rows = new ArrayList<>();
  final double width;
  final double height;

  Outline(List<EquipmentTree> roots, List<HostBox> apart) {
    roots.forEach(root -> add(root, 0, null));
    add(apart, 0, null);
    width = rows.stream().mapToDouble(Row::width).max().orElse(0);
    height = rows.size() * LINE;
  }

  private void add(EquipmentTree tree, int depth, @Nullable Integer above) {
    int number = rows.size();
    var look = tree.place.kind() == Kind.ROUTER ? ROUTER : SWITCH;
    add(depth, above, tree.rate(), List.of(tree.place.shortName()), look, tree.texts());
    add(tree.hosts, depth + 1, number);
    tree.behind.forEach(below -> add(below, depth + 1, number));
  }

  /** Clusters, side by side where the same is to be said of them. */
  private void add(List<HostBox> boxes, int depth, @Nullable Integer above) {
    var alike = new LinkedHashMap<List<String>, List<HostBox>>();
    boxes.forEach(box ->
        alike
            .computeIfAbsent(
                Stream.concat(Stream.of(box.colour), box.notes.stream()).toList(),
                _ -> new ArrayList<>())
            .add(box));
    for (var some : alike.values()) {
      var first = some.getFirst();
      var look = HostBox.frame(0, 0, 0, BOX, first.colour);
      var names = new ArrayList<String>();
      double width = 0;
      for (var box : some) {
        double more = Row.boxWidth(box.title()) + PAD;
        if (width > 0 && width + more > MOST) {
          rows.add(new Row(depth, above, first.rate, List.copyOf(names), look, ""));
          names.clear();
          width = 0;
        }
        names.add(box.title());
        width += more;
      }
      var texts = new ArrayList<>(first.notes);
      if (names.size() > 1 && width + Shape.Text.width(texts.getFirst(), TEXT, false) > MOST) {
        texts.addFirst("");
      }
      add(depth, above, first.rate, List.copyOf(names), look, texts);
    }
  }

  private void add(
      int depth,
      @Nullable Integer above,
      long rate,
      List<String> names,
      Shape.Box look,
      List<String> texts) {
    rows.add(new Row(depth, above, rate, names, look, texts.isEmpty() ? "" : texts.getFirst()));
    for (var text : texts.subList(Math.min(1, texts.size()), texts.size())) {
      rows.add(new Row(depth + 1, null, 0, List.of(), look, text));
    }
  }

  void draw(List<Shape> shapes, double left, double top) {
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      if (row.above() != null) {
        double from = left + rows.get(row.above()).depth() * INDENT + 6;
        double middle = top + i * LINE + BOX / 2;
        shapes.add(
            Rate.line(
                new double[] {
                  from,
                  top + row.above() * LINE + BOX,
                  from,
                  middle,
                  left + row.depth() * INDENT,
                  middle
                },
                row.rate()));
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      draw(shapes, rows.get(i), left + rows.get(i).depth() * INDENT, top + i * LINE);
    }
  }

  private static void draw(List<Shape> shapes, Row row, double left, double y) {
    var look = row.look();
    var ink = look.equals(ROUTER) ? "#ffffff" : Palette.INK;
    double x = left;
    for (var name : row.names()) {
      double width = Row.boxWidth(name);
      shapes.add(
          new Shape.Box(x, y, width, BOX, look.radius(), look.fill(), look.stroke(), look.line()));
      shapes.add(
          new Shape.Text(x + width / 2, y + 9.5, name, TEXT, false, Shape.Anchor.MIDDLE, ink));
      x += width + PAD;
    }
    if (!row.text().isEmpty()) {
      shapes.add(
          new Shape.Text(x, y + 9.5, row.text(), TEXT, false, Shape.Anchor.START, "#444444"));
    }
  }
}
