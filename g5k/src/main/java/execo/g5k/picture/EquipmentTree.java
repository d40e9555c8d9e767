package execo.g5k.picture;

import execo.g5k.topology.Link;
import execo.g5k.topology.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A switch or router with the hosts on it and the switches behind it, from top to bottom. */
final class EquipmentTree {
  private static final double GAP = 18;
  private static final double DROP = 44;
  private static final double HEIGHT = 26;
  private static final double CARD = 17;
  private static final double TEXT = 12;
  private static final double ROW = 560;
  private static final double PAD = 8;
  private static final double RATE = 10;
  private static final double NOTE = 12;

  final Place place;
  final List<EquipmentTree> behind = new ArrayList<>();
  final List<HostBox> hosts = new ArrayList<>();
  private final List<String> cards;
  private final List<String> notes = new ArrayList<>();
  private String rateText = "";
  private long rate;
  private Set<String> cardsAbove = Set.of();
  private int uplinks;
  private double boxesWidth;
  private double boxesHeight;
  private double[] boxX = {};
  private double[] boxY = {};
  double width;
  double height;

  /** A piece of equipment with the numbers of its line cards that are drawn. */
  EquipmentTree(Place place, List<String> cards) {
    this.place = place;
    this.cards = cards;
  }

  /** Says how it is cabled to what is above it: by which links, at which of its line cards. */
  void above(List<Link> links, Set<String> cards) {
    rate = links.stream().mapToLong(Link::bandwidth).max().orElse(0);
    rateText = Rate.text(links);
    cardsAbove = cards;
  }

  /** Lets so many lines end at its top. */
  void room(int lines) {
    uplinks = lines;
  }

  /** Says something in its box. */
  void note(String note) {
    notes.add(note);
  }

  /** The rate of the best link to what is above it. */
  long rate() {
    return rate;
  }

  /** All that is to be said of it. */
  List<String> texts() {
    var texts = new ArrayList<String>();
    if (!rateText.isEmpty()) {
      var numbers = cardsAbove.stream().filter(card -> !card.isEmpty()).toList();
      texts.add(rateText + (numbers.isEmpty() ? "" : ", card " + String.join(", ", numbers)));
    }
    texts.addAll(notes);
    return texts;
  }

  private double own() {
    double text = Shape.Text.width(place.shortName(), TEXT, true);
    for (var note : notes) {
      text = Math.max(text, Shape.Text.width(note, RATE, false));
    }
    return Math.max(Math.max(text + 22, cards.size() * CARD + 8), uplinks * 8 + 16);
  }

  /** The height of its name and notes. */
  private double textHeight() {
    return HEIGHT + notes.size() * NOTE;
  }

  private double ownHeight() {
    return cards.isEmpty() ? textHeight() : textHeight() + CARD;
  }

  /** Finds the room that it needs with all that is below. */
  void measure() {
    behind.forEach(EquipmentTree::measure);
    placeBoxes();
    double below = boxesWidth;
    double tallest = boxesHeight;
    for (var tree : behind) {
      below += (below > 0 ? GAP : 0) + tree.width;
      tallest = Math.max(tallest, tree.height);
    }
    // The rate is written to the right of the line from above, which ends in the middle.
    double label = 2 * (Shape.Text.width(rateText, RATE, false) + 8);
    width = Math.max(Math.max(own(), label), below);
    height = ownHeight() + (tallest > 0 ? DROP + tallest : 0);
  }

  /** Puts the boxes of hosts into rows. */
  private void placeBoxes() {
    boxX = new double[hosts.size()];
    boxY = new double[hosts.size()];
    double x = 0;
    double y = 0;
    double rowHeight = 0;
    for (int i = 0; i < hosts.size(); i++) {
      var box = hosts.get(i);
      if (x > 0 && x + box.width > ROW) {
        x = 0;
        y += rowHeight + PAD;
        rowHeight = 0;
      }
      boxX[i] = x;
      boxY[i] = y;
      x += box.width + PAD;
      rowHeight = Math.max(rowHeight, box.height);
      boxesWidth = Math.max(boxesWidth, x - PAD);
    }
    boxesHeight = hosts.isEmpty() ? 0 : y + rowHeight;
    if (hosts.size() > 1) {
      boxesWidth += 2 * PAD;
      boxesHeight += 2 * PAD;
    }
  }

  /** Draws it; the middle of its box is in its middle. */
  void draw(List<Shape> shapes, double x, double y) {
    double middle = x + width / 2;
    double below = boxesWidth;
    for (var tree : behind) {
      below += (below > 0 ? GAP : 0) + tree.width;
    }
    double at = x + (width - below) / 2;
    double top = y + ownHeight() + DROP;
    int line = 0;
    int lines = behind.size() + (hosts.isEmpty() ? 0 : 1);
    if (!hosts.isEmpty()) {
      boxes(shapes, at, top, middle, y + ownHeight(), bend(line++, lines));
      at += boxesWidth + GAP;
    }
    for (var tree : behind) {
      double to = at + tree.width / 2;
      double bend = bend(line++, lines);
      for (var card : tree.cardsAbove) {
        line(shapes, card(middle, card), y + ownHeight(), to, top, tree.rate, bend);
      }
      shapes.add(
          new Shape.Text(
              to + 5, top - 5, tree.rateText, RATE, false, Shape.Anchor.START, "#444444"));
      tree.draw(shapes, at, top);
      at += tree.width + GAP;
    }
    box(shapes, middle, y);
  }

  /** How far below a line turns to its side: the outermost turn first, so that few cross. */
  private static double bend(int line, int lines) {
    int fromSide = Math.min(line, lines - 1 - line);
    return 8 + 6 * (fromSide % 3);
  }

  private static void line(
      List<Shape> shapes, double x1, double y1, double x2, double y2, long rate, double bend) {
    shapes.add(Rate.line(new double[] {x1, y1, x1, y1 + bend, x2, y1 + bend, x2, y2}, rate));
  }

  private void boxes(
      List<Shape> shapes, double x, double y, double middle, double from, double bend) {
    long most = hosts.stream().mapToLong(box -> box.rate).max().orElse(0);
    line(shapes, middle, from, x + boxesWidth / 2, y, most, bend);
    double pad = hosts.size() > 1 ? PAD : 0;
    if (pad > 0) {
      shapes.add(new Shape.Box(x, y, boxesWidth, boxesHeight, 6, "#f4f4f4", "#aaaaaa", 1));
    }
    for (int i = 0; i < hosts.size(); i++) {
      hosts.get(i).draw(shapes, x + pad + boxX[i], y + pad + boxY[i]);
    }
  }

  private double card(double middle, String card) {
    int index = cards.indexOf(card);
    return index < 0 ? middle : middle + (index - (cards.size() - 1) / 2.0) * CARD;
  }

  private void box(List<Shape> shapes, double middle, double y) {
    boolean router = place.kind() == Place.Kind.ROUTER;
    double left = middle - own() / 2;
    shapes.add(
        new Shape.Box(
            left,
            y,
            own(),
            ownHeight(),
            router ? 9 : 3,
            router ? "#24246d" : "#ffffff",
            "#24246d",
            1.4));
    shapes.add(
        new Shape.Text(
            middle,
            y + 17,
            place.shortName(),
            TEXT,
            true,
            Shape.Anchor.MIDDLE,
            router ? "#ffffff" : Palette.INK));
    for (int i = 0; i < notes.size(); i++) {
      shapes.add(
          new Shape.Text(
              middle,
              y + HEIGHT + i * NOTE + 3,
              notes.get(i),
              RATE,
              false,
              Shape.Anchor.MIDDLE,
              router ? "#ffffff" : "#444444"));
    }
    double below = y + textHeight();
    for (var number : cards) {
      double x = card(middle, number);
      shapes.add(
          new Shape.Box(
              x - CARD / 2 + 1, below - 1, CARD - 2, CARD - 3, 1, "#ffffff", "#24246d", 0.8));
      shapes.add(
          new Shape.Text(x, below + 10, number, 10, false, Shape.Anchor.MIDDLE, Palette.INK));
    }
  }
}
