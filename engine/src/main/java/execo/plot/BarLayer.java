package execo.plot;

import java.util.List;

/**
 * A histogram: how many numbers there are in each bin.
 *
 * @param edges where bins begin and end, as places of the axis
 * @param counts how many numbers are in each of them
 * @param alone whether it is the only one in the picture
 */
record BarLayer(String name, List<Double> edges, List<Integer> counts, boolean alone)
    implements Layer {

  @Override
  public void extend(Extent extent, boolean logX, boolean logY) {
    extent.x(edges.getFirst(), edges.getLast());
    extent.y(Axis.place(logY, logY ? 0.5 : 0));
    counts.forEach(count -> extent.y(Axis.place(logY, Math.max(count, 0.5))));
  }

  @Override
  public void draw(Canvas canvas, Area area, Look look) {
    double bottom = area.bottom();
    var ink = look.ink();
    var xs = new double[2 * counts.size() + 2];
    var ys = new double[xs.length];
    ys[0] = bottom;
    ys[ys.length - 1] = bottom;
    for (int i = 0; i < counts.size(); i++) {
      double left = area.atX(edges.get(i));
      double right = area.atX(edges.get(i + 1));
      double top = counts.get(i) == 0 ? bottom : area.atY(counts.get(i));
      if (counts.get(i) > 0) {
        canvas.box(
            left,
            top,
            right - left,
            bottom - top,
            alone ? ink.tint(0.55) : ink.alpha(0.2),
            alone ? Ink.PAPER : null);
      }
      xs[2 * i] = left;
      xs[2 * i + 1] = left;
      ys[2 * i + 1] = top;
      ys[2 * i + 2] = top;
      xs[2 * i + 2] = right;
      xs[2 * i + 3] = right;
    }
    canvas.line(xs, ys, ink.width(alone ? 1.2 : 1.8));
  }

  @Override
  public void cover(Area area, Points covered) {
    for (int i = 0; i < counts.size(); i++) {
      double x = area.atX((edges.get(i) + edges.get(i + 1)) / 2);
      double top = counts.get(i) == 0 ? area.bottom() : area.atY(counts.get(i));
      for (int k = 0; k <= 10; k++) {
        covered.add(x, area.bottom() + (top - area.bottom()) * k / 10);
      }
    }
  }

  @Override
  public void sample(Canvas canvas, double x, double y, double length, Look look) {
    var fill = alone ? look.ink().tint(0.55) : look.ink().alpha(0.2);
    canvas.box(x + 2, y - 5, length - 4, 10, fill, look.ink().width(1.5));
  }
}
