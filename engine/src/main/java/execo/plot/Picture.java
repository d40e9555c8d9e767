package execo.plot;

import execo.plot.Canvas.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lays a plot out and draws it. */
final class Picture {
  private static final double GAP = 8;
  private static final double TICK = 5;

  /** How much of the data's range is left free at the ends of an axis. */
  private static final double MARGIN = 0.04;

  private final Settings settings;
  private final List<Layer> layers;
  private final double font;
  private final double small;
  private final LegendBox legend;
  private final Area area;
  private final List<Axis.Tick> xTicks;
  private final List<Axis.Tick> yTicks;

  Picture(List<Series> series, Settings settings) {
    this.settings = settings;
    var placed = new Layers(series, settings);
    layers = placed.layers();
    font = settings.font();
    small = font * 0.9;
    legend = new LegendBox(layers, settings.legend(), small);
    var extent = new Extent();
    layers.forEach(layer -> layer.extend(extent, settings.logX(), settings.logY()));
    if (extent.isEmpty()) {
      throw new IllegalStateException("nothing to plot");
    }
    boolean bars = layers.stream().anyMatch(BarLayer.class::isInstance);
    var x = axis(settings.logX(), extent.left, extent.right, settings.x(), bars ? 0.02 : MARGIN);
    var y = axis(settings.logY(), extent.low, extent.high, settings.y(), MARGIN);
    y = fromZero(y, extent, bars);
    double top = settings.title().isEmpty() ? GAP + small / 2 : 2 * GAP + 1.3 * font;
    double bottom = GAP + small + TICK + 4 + (settings.xLabel().isEmpty() ? 0 : font + GAP);
    double height = settings.height() - top - bottom;
    yTicks = y.ticks((int) (height / (2.6 * small)));
    double labels = yTicks.stream().mapToDouble(t -> Fonts.width(t.label(), small)).max().orElse(0);
    double left = GAP + labels + TICK + 4 + (settings.yLabel().isEmpty() ? 0 : font + GAP);
    double width = settings.width() - left - 2 * GAP - legend.widthBeside();
    if (width < 50 || height < 50) {
      throw new IllegalStateException(
          "too small for what is written beside the plot: %s x %s"
              .formatted(settings.width(), settings.height()));
    }
    area = new Area(x, y, left, top, width, height);
    xTicks = xTicks(placed.measured());
  }

  private static Axis axis(
      boolean log, double low, double high, Settings.Span span, double margin) {
    double free = (high - low) * margin;
    if (free == 0) {
      free = log ? 0.2 : low == 0 ? 1 : Math.abs(low) * 0.05;
    }
    double from = Double.isNaN(span.low()) ? low - free : Axis.place(log, span.low());
    double to = Double.isNaN(span.high()) ? high + free : Axis.place(log, span.high());
    if (!(from < to)) {
      throw new IllegalStateException("nothing between " + span.low() + " and " + span.high());
    }
    return new Axis(log, from, to);
  }

  /** An axis upwards begins at 0 where that costs little, and for bars always. */
  private Axis fromZero(Axis y, Extent extent, boolean bars) {
    boolean near = extent.low >= 0 && extent.low <= extent.high / 3;
    return !y.log() && Double.isNaN(settings.y().low()) && (bars || near)
        ? new Axis(false, 0, y.high())
        : y;
  }

  /** The numbers that were measured, if there is room for them; else round ones. */
  private List<Axis.Tick> xTicks(List<Double> measured) {
    var ticks = new ArrayList<Axis.Tick>();
    double end = Double.NEGATIVE_INFINITY;
    boolean fits = !measured.isEmpty();
    for (double value : measured) {
      var label = SiNumber.format(value);
      double place = area.x().place(value);
      double half = Fonts.width(label, small) / 2;
      fits &= area.atX(place) - half > end + 4;
      end = area.atX(place) + half;
      if (place >= area.x().low() && place <= area.x().high()) {
        ticks.add(new Axis.Tick(place, label));
      }
    }
    if (fits) {
      return ticks;
    }
    Function<Integer, List<Axis.Tick>> round = area.x()::ticks;
    double widest =
        round.apply(8).stream().mapToDouble(t -> Fonts.width(t.label(), small)).max().orElse(1);
    return round.apply(Math.max(2, (int) (area.width() / (widest + 28))));
  }

  void draw(Canvas canvas) {
    canvas.box(0, 0, settings.width(), settings.height(), Ink.PAPER, null);
    grid(canvas);
    canvas.clip(area.left(), area.top() - 1, area.width(), area.height() + 2);
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).draw(canvas, area, Look.of(i));
    }
    canvas.unclip();
    axes(canvas);
    titles(canvas);
    legend.draw(canvas, area);
  }

  private void grid(Canvas canvas) {
    for (var tick : yTicks) {
      double y = area.top() + (1 - area.y().share(tick.place())) * area.height();
      canvas.line(area.left(), y, area.right(), y, Ink.GRID);
      canvas.line(area.left() - TICK, y, area.left(), y, Ink.DARK);
      canvas.text(area.left() - TICK - 4, y + small * 0.36, tick.label(), small, Anchor.END);
    }
    for (var tick : xTicks) {
      double x = area.atX(tick.place());
      canvas.line(x, area.bottom(), x, area.bottom() + TICK, Ink.DARK);
      canvas.text(x, area.bottom() + TICK + 2 + small, tick.label(), small, Anchor.MIDDLE);
    }
  }

  private void axes(Canvas canvas) {
    canvas.line(
        new double[] {area.left(), area.left(), area.right()},
        new double[] {area.top(), area.bottom(), area.bottom()},
        Ink.DARK);
  }

  private void titles(Canvas canvas) {
    double middle = area.left() + area.width() / 2;
    if (!settings.title().isEmpty()) {
      canvas.text(middle, GAP + font, settings.title(), font * 1.1, Anchor.MIDDLE);
    }
    if (!settings.xLabel().isEmpty()) {
      canvas.text(
          middle, settings.height() - GAP - font * 0.1, settings.xLabel(), font, Anchor.MIDDLE);
    }
    if (!settings.yLabel().isEmpty()) {
      canvas.upward(GAP + font * 0.9, area.top() + area.height() / 2, settings.yLabel(), font);
    }
  }
}
