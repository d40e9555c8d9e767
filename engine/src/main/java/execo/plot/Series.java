package execo.plot;

import execo.results.Rows;
import execo.results.Summary;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was given to a plot under one name. */
sealed interface Series {
  String name();

  record Boxes(String name, SortedMap<Double, Summary> points) implements Series {}

  record Lines(String name, SortedMap<Double, Summary> points, ErrorBars bars) implements Series {}

  record Histogram(String name, Summary numbers) implements Series {}

  /** The numbers of a column by those of another one. */
  static SortedMap<Double, Summary> points(Rows rows, String x, String y) {
    var points = new TreeMap<Double, Summary>();
    for (var group : rows.groupBy(x)) {
      points.put(group.rows().list().getFirst().number(x), group.rows().summary(y));
    }
    return checked(points);
  }

  /** Places that have numbers, all of them finite. */
  static SortedMap<Double, Summary> checked(Map<? extends Number, Summary> points) {
    var sorted = new TreeMap<Double, Summary>();
    points.forEach((x, numbers) -> {
      if (!Double.isFinite(x.doubleValue())) {
        throw new IllegalArgumentException("not a place on an axis: " + x);
      }
      if (numbers.count() > 0) {
        sorted.put(x.doubleValue() + 0.0, finite(numbers));
      }
    });
    return sorted;
  }

  static Summary finite(Summary numbers) {
    for (double number : numbers.numbers()) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("cannot be drawn: " + number);
      }
    }
    return numbers;
  }
}
