package execo.plot;

import execo.results.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Places the series of a plot among each other. */
final class Layers {
  /** How much of the least distance between two x the boxes there take together. */
  private static final double SHARE = 0.72;

  /** How much of the axis the part of a box takes at most. */
  private static final double MOST = 0.08;

  /** How much of its part of that a box takes. */
  private static final double BOX = 0.8;

  private final List<Series> series;
  private final Settings settings;

  Layers(List<Series> series, Settings settings) {
    this.series = series;
    this.settings = settings;
  }

  List<Layer> layers() {
    var boxes = only(Series.Boxes.class);
    var histograms = only(Series.Histogram.class);
    List<Double> edges = histograms.isEmpty() ? List.of() : edges(histograms);
    double part = boxes.isEmpty() ? 0 : part(boxes);
    var layers = new ArrayList<Layer>();
    int box = 0;
    for (var one : series) {
      layers.add(
          switch (one) {
            case Series.Boxes(var name, var points) -> {
              double shift = (box++ - (boxes.size() - 1) / 2.0) * part;
              yield new BoxLayer(name, points, shift, part * BOX);
            }
            case Series.Lines(var name, var points, var bars) -> new LineLayer(name, points, bars);
            case Series.Histogram(var name, var numbers) ->
                new BarLayer(
                    name,
                    edges,
                    Bins.counts(numbers, edges, settings.logX()),
                    histograms.size() == 1);
          });
    }
    return layers;
  }

  private <S extends Series> List<S> only(Class<S> kind) {
    return series.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private List<Double> edges(List<Series.Histogram> histograms) {
    List<Summary> numbers = histograms.stream().map(Series.Histogram::numbers).toList();
    return Bins.edges(numbers, settings.bins(), settings.logX());
  }

  /** How much of the axis each of some boxes at the same x has for itself. */
  private double part(List<Series.Boxes> boxes) {
    var places = new TreeSet<Double>();
    boxes.forEach(
        one -> one.points().keySet().forEach(x -> places.add(Axis.place(settings.logX(), x))));
    double least = Double.POSITIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    for (double place : places) {
      least = Math.min(least, place - last);
      last = place;
    }
    return Double.isFinite(least)
        ? Math.min(SHARE * least / boxes.size(), MOST * (places.getLast() - places.getFirst()))
        : SHARE / boxes.size();
  }

  /** The x that were measured, if they are few enough to be the numbers of the axis. */
  List<Double> measured() {
    var all = new TreeSet<Double>();
    for (var one : series) {
      switch (one) {
        case Series.Boxes(_, var points) -> all.addAll(points.keySet());
        case Series.Lines(_, var points, _) -> all.addAll(points.keySet());
        case Series.Histogram _ -> {
          return List.of();
        }
      }
    }
    return all.size() <= 12 && all.stream().allMatch(SiNumber::isShort)
        ? List.copyOf(all)
        : List.of();
  }
}
