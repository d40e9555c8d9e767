package execo.plot;

import execo.results.Summary;
import java.util.ArrayList;
import java.util.List;

/** Into which bins the numbers of histograms are counted: the same for all of a picture. */
final class Bins {
  private static final int MOST = 60;

  private Bins() {}

  /**
   * Where bins begin and end, as places of the axis.
   *
   * @param count how many; 0 for as many as the rule of Freedman and Diaconis makes, with round
   *     edges
   */
  static List<Double> edges(List<Summary> series, int count, boolean log) {
    var all =
        new Summary(
            series.stream()
                .flatMapToDouble(numbers -> java.util.Arrays.stream(numbers.numbers()))
                .map(number -> Axis.place(log, number))
                .toArray());
    double low = all.min();
    double high = all.max();
    if (low == high) {
      double half = low == 0 ? 0.5 : Math.abs(low) / 20;
      return List.of(low - half, low + half);
    }
    double width = count > 0 ? (high - low) / count : width(all);
    double first = count > 0 ? low : Math.floor(low / width) * width;
    int bins = count > 0 ? count : Math.max(1, (int) Math.ceil((high - first) / width - 1e-9));
    var edges = new ArrayList<Double>();
    for (int i = 0; i <= bins; i++) {
      edges.add(first + i * width);
    }
    return edges;
  }

  private static double width(Summary all) {
    double range = all.max() - all.min();
    double spread = all.percentile(75) - all.percentile(25);
    double width = 2 * spread / Math.cbrt(all.count());
    if (!(width > 0)) {
      width = range / (Math.log(all.count()) / Math.log(2) + 1);
    }
    return Axis.roundAbove(Math.max(width * 0.7, range / MOST));
  }

  /** How many numbers are in each bin; the last one has its end, too. */
  static List<Integer> counts(Summary numbers, List<Double> edges, boolean log) {
    int bins = edges.size() - 1;
    double width = (edges.getLast() - edges.getFirst()) / bins;
    var counts = new int[bins];
    for (double number : numbers.numbers()) {
      double place = Axis.place(log, number);
      int bin = (int) Math.floor((place - edges.getFirst()) / width + 1e-9);
      counts[Math.clamp(bin, 0, bins - 1)]++;
    }
    return java.util.Arrays.stream(counts).boxed().toList();
  }
}
