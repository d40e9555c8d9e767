package execo.plot;

import execo.results.Summary;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/**
 * Boxes from the lower to the upper quartile, with a line at the median. The whiskers end at the
 * last numbers within 1.5 times the height of the box; those beyond are drawn one by one.
 *
 * @param points the numbers at each x
 * @param shift by how much all are moved to the right, as places of the axis
 * @param width how wide they are, as places of the axis
 */
record BoxLayer(String name, SortedMap<Double, Summary> points, double shift, double width)
    implements Layer {

  /** What is drawn of some numbers. */
  private record Box(double low, double q1, double median, double q3, double high, double[] far) {
    static Box of(Summary numbers) {
      double q1 = numbers.percentile(25);
      double q3 = numbers.percentile(75);
      double reach = 1.5 * (q3 - q1);
      var all = numbers.numbers();
      var near =
          Arrays.stream(all).filter(n -> n >= q1 - reach && n <= q3 + reach).summaryStatistics();
      var far = Arrays.stream(all).filter(n -> n < q1 - reach || n > q3 + reach).toArray();
      return new Box(
          Math.min(near.getMin(), q1), q1, numbers.median(), q3, Math.max(near.getMax(), q3), far);
    }
  }

  @Override
  public void extend(Extent extent, boolean logX, boolean logY) {
    points.forEach((x, numbers) -> {
      double place = Axis.place(logX, x) + shift;
      extent.x(place - width / 2, place + width / 2);
      extent.y(Axis.place(logY, numbers.min()));
      extent.y(Axis.place(logY, numbers.max()));
    });
  }

  @Override
  public void draw(Canvas canvas, Area area, Look look) {
    var xs = new double[points.size()];
    var medians = new double[points.size()];
    int i = 0;
    for (var point : points.entrySet()) {
      xs[i] = middle(area, point);
      medians[i++] = area.atY(point.getValue().median());
    }
    if (xs.length > 1) {
      canvas.line(xs, medians, look.ink().width(1).alpha(0.7));
    }
    for (var point : points.entrySet()) {
      box(canvas, area, look, middle(area, point), Box.of(point.getValue()));
    }
  }

  private double middle(Area area, Map.Entry<Double, Summary> point) {
    return area.atX(area.x().place(point.getKey()) + shift);
  }

  private void box(Canvas canvas, Area area, Look look, double x, Box box) {
    double pixels = area.width() * width / (area.x().high() - area.x().low());
    double half = Math.clamp(pixels / 2, 2, 24);
    var ink = look.ink().solid().width(1.2);
    double q3 = area.atY(box.q3);
    double q1 = area.atY(box.q1);
    for (double end : new double[] {box.low, box.high}) {
      double y = area.atY(end);
      canvas.line(x, end == box.low ? q1 : q3, x, y, ink);
      canvas.line(x - half / 2, y, x + half / 2, y, ink);
    }
    canvas.box(x - half, q3, 2 * half, q1 - q3, look.fill(), ink);
    double median = area.atY(box.median);
    canvas.line(x - half, median, x + half, median, ink.width(2.4));
    for (double far : box.far) {
      canvas.circle(x, area.atY(far), 2.5, null, ink.width(1));
    }
  }

  @Override
  public void cover(Area area, Points covered) {
    for (var point : points.entrySet()) {
      double x = middle(area, point);
      double low = area.atY(point.getValue().min());
      double high = area.atY(point.getValue().max());
      for (int i = 0; i <= 10; i++) {
        covered.add(x, low + (high - low) * i / 10);
      }
    }
  }

  @Override
  public void sample(Canvas canvas, double x, double y, double length, Look look) {
    var ink = look.ink().solid().width(1.2);
    canvas.line(x, y, x + length, y, look.ink().width(1).alpha(0.7));
    canvas.box(x + length / 2 - 7, y - 5, 14, 10, look.fill(), ink);
    canvas.line(x + length / 2 - 7, y, x + length / 2 + 7, y, ink.width(2.4));
  }
}
