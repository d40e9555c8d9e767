package execo.g5k.picture;

import execo.g5k.topology.Place.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The equipment and clusters of a site as lines of text, indented by what they are cabled to. */
final class Outline {
  private static final double TEXT = 10;
  private static final double LINE = 16;
  private static final double BOX = 14;
  private static final double INDENT = 16;
  private static final double PAD = 5;

  /** A line: a box with a name, unless that is empty, and what is said beside it. */
  private record Row(
      int depth, @Nullable Integer above, long rate, String name, Shape.Box look, String text) {
    double boxWidth() {
      return name.isEmpty() ? 0 : Shape.Text.width(name, TEXT, true) + 2 * PAD;
    }

    double width() {
      return depth * INDENT + boxWidth() + PAD + Shape.Text.width(text, TEXT, false);
    }
  }

  private static final Shape.Box ROUTER = new Shape.Box(0, 0, 0, BOX, 5, "#24246d", "#24246d", 1.2);
  private static final Shape.Box SWITCH = new Shape.Box(0, 0, 0, BOX, 2, "#ffffff", "#24246d", 1.2);

  private final List<Row> rows = new ArrayList<>();
  final double width;
  final double height;

  Outline(List<EquipmentTree> roots, List<HostBox> apart) {
    roots.forEach(root -> add(root, 0, null));
    apart.forEach(box -> add(box, 0, null));
    width = rows.stream().mapToDouble(Row::width).max().orElse(0);
    height = rows.size() * LINE;
  }

  private void add(EquipmentTree tree, int depth, @Nullable Integer above) {
    int number = rows.size();
    var look = tree.place.kind() == Kind.ROUTER ? ROUTER : SWITCH;
    add(depth, above, tree.rate(), tree.place.shortName(), look, tree.texts());
    tree.hosts.forEach(box -> add(box, depth + 1, number));
    tree.behind.forEach(below -> add(below, depth + 1, number));
  }

  private void add(HostBox box, int depth, @Nullable Integer above) {
    add(depth, above, box.rate, box.title(), HostBox.frame(0, 0, 0, BOX, box.colour), box.notes);
  }

  private void add(
      int depth,
      @Nullable Integer above,
      long rate,
      String name,
      Shape.Box look,
      List<String> texts) {
    rows.add(new Row(depth, above, rate, name, look, texts.isEmpty() ? "" : texts.getFirst()));
    for (int i = 1; i < texts.size(); i++) {
      rows.add(new Row(depth + 1, null, 0, "", look, texts.get(i)));
    }
  }

  void draw(List<Shape> shapes, double left, double top) {
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      if (row.above() != null) {
        double from = left + rows.get(row.above()).depth() * INDENT + 7;
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

  private static void draw(List<Shape> shapes, Row row, double x, double y) {
    double width = row.boxWidth();
    if (width > 0) {
      var look = row.look();
      shapes.add(
          new Shape.Box(x, y, width, BOX, look.radius(), look.fill(), look.stroke(), look.line()));
      var ink = look == ROUTER ? "#ffffff" : Palette.INK;
      shapes.add(
          new Shape.Text(x + PAD, y + 10.5, row.name(), TEXT, true, Shape.Anchor.START, ink));
    }
    if (!row.text().isEmpty()) {
      shapes.add(
          new Shape.Text(
              x + width + PAD, y + 10.5, row.text(), TEXT, false, Shape.Anchor.START, "#444444"));
    }
  }
}
