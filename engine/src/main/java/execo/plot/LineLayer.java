package execo.plot;

import execo.results.Summary;
import java.util.SortedMap;

/**
 * A line through the means, with marks and error bars.
 *
 * @param points the numbers at each x
 * @param bars what the error bars span
 */
record LineLayer(String name, SortedMap<Double, Summary> points, ErrorBars bars) implements Layer {
  private static final double MARK = 7;

  @Override
  public void extend(Extent extent, boolean logX, boolean logY) {
    points.forEach((x, numbers) -> {
      double place = Axis.place(logX, x);
      extent.x(place, place);
      extent.y(Axis.place(logY, numbers.mean()));
      var bar = bars.of(numbers);
      extent.y(logY && !(bar.low() > 0) ? Double.NaN : Axis.place(logY, bar.low()));
      extent.y(logY && !(bar.high() > 0) ? Double.NaN : Axis.place(logY, bar.high()));
    });
  }

  @Override
  public void draw(Canvas canvas, Area area, Look look) {
    var xs = points.keySet().stream().mapToDouble(x -> area.atX(area.x().place(x))).toArray();
    var ys = points.values().stream().mapToDouble(n -> area.atY(n.mean())).toArray();
    if (xs.length > 1) {
      canvas.line(xs, ys, look.ink().width(1.8));
    }
    int i = 0;
    for (var numbers : points.values()) {
      bar(canvas, area, look, xs[i], numbers);
      look.mark(canvas, xs[i], ys[i], MARK);
      i++;
    }
  }

  private void bar(Canvas canvas, Area area, Look look, double x, Summary numbers) {
    var bar = bars.of(numbers);
    if (!Double.isFinite(bar.low()) || !Double.isFinite(bar.high())) {
      return;
    }
    var ink = look.ink().solid().width(1.2);
    double low = area.y().log() && bar.low() <= 0 ? area.bottom() : area.atY(bar.low());
    double high = area.atY(bar.high());
    canvas.line(x, low, x, high, ink);
    canvas.line(x - 4, low, x + 4, low, ink);
    canvas.line(x - 4, high, x + 4, high, ink);
  }

  @Override
  public void cover(Area area, Points covered) {
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    for (var point : points.entrySet()) {
      double x = area.atX(area.x().place(point.getKey()));
      double y = area.atY(point.getValue().mean());
      for (int i = 0; i < 10 && !Double.isNaN(lastX); i++) {
        covered.add(lastX + (x - lastX) * i / 10, lastY + (y - lastY) * i / 10);
      }
      covered.add(x, y);
      lastX = x;
      lastY = y;
    }
  }

  @Override
  public void sample(Canvas canvas, double x, double y, double length, Look look) {
    canvas.line(x, y, x + length, y, look.ink().width(1.8));
    look.mark(canvas, x + length / 2, y, MARK);
  }
}
