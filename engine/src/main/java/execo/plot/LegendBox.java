package execo.plot;

import execo.plot.Canvas.Anchor;
import java.util.List;

/** The legend: what stands for each series, and its name. */
final class LegendBox {
  private static final double SAMPLE = 30;
  private static final double PAD = 8;
  private static final int MOST_INSIDE = 8;

  private final List<Layer> layers;
  private final Legend where;
  private final double font;
  private final double width;
  private final double height;

  LegendBox(List<Layer> layers, Legend wanted, double font) {
    this.layers = layers;
    this.font = font;
    where = choose(layers, wanted);
    double names =
        layers.stream().mapToDouble(layer -> Fonts.width(layer.name(), font)).max().orElse(0);
    width = PAD + SAMPLE + PAD + names + PAD;
    height = layers.size() * line() + PAD;
  }

  private static Legend choose(List<Layer> layers, Legend wanted) {
    if (wanted != Legend.AUTO) {
      return wanted;
    }
    if (layers.size() == 1) {
      return Legend.NONE;
    }
    return layers.size() > MOST_INSIDE ? Legend.RIGHT : Legend.AUTO;
  }

  private double line() {
    return font * 1.45;
  }

  /** How much of the picture it takes away from the plot. */
  double widthBeside() {
    return where == Legend.RIGHT ? width + PAD : 0;
  }

  void draw(Canvas canvas, Area area) {
    switch (where) {
      case NONE -> {}
      case RIGHT -> entries(canvas, area.right() + PAD, area.top());
      case AUTO -> inside(canvas, area, emptiest(area));
      default -> inside(canvas, area, where);
    }
  }

  private void inside(Canvas canvas, Area area, Legend corner) {
    double x = left(area, corner);
    double y = top(area, corner);
    canvas.box(x, y, width, height, Ink.PAPER.alpha(0.85), Ink.GRID);
    entries(canvas, x, y);
  }

  private double left(Area area, Legend corner) {
    return corner.left() ? area.left() + PAD : area.right() - width - PAD;
  }

  private double top(Area area, Legend corner) {
    return corner.upper() ? area.top() + PAD : area.bottom() - height - PAD;
  }

  private void entries(Canvas canvas, double x, double y) {
    for (int i = 0; i < layers.size(); i++) {
      double middle = y + PAD / 2 + line() * (i + 0.5);
      layers.get(i).sample(canvas, x + PAD, middle, SAMPLE, Look.of(i));
      var name = layers.get(i).name();
      canvas.text(x + PAD + SAMPLE + PAD, middle + font * 0.36, name, font, Anchor.START);
    }
  }

  /** The corner in which the legend covers least. */
  private Legend emptiest(Area area) {
    var best = Legend.LOWER_RIGHT;
    int least = Integer.MAX_VALUE;
    for (var corner :
        List.of(Legend.LOWER_RIGHT, Legend.UPPER_RIGHT, Legend.UPPER_LEFT, Legend.LOWER_LEFT)) {
      double x = left(area, corner) - PAD;
      double y = top(area, corner) - PAD;
      var covered = new int[1];
      for (var layer : layers) {
        layer.cover(
            area,
            (px, py) -> {
              if (px >= x && px <= x + width + 2 * PAD && py >= y && py <= y + height + 2 * PAD) {
                covered[0]++;
              }
            });
      }
      if (covered[0] < least) {
        least = covered[0];
        best = corner;
      }
    }
    return best;
  }
}
