package execo.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Contestants that take turns, so that what else happens on the machine strikes all alike; what
 * counts is the median of each.
 */
final class Rounds {
  private static final int COUNTED = 5;

  private final int counted;

  /** One contestant: does the work once. */
  @FunctionalInterface
  interface Contestant {
    /** The seconds that the work took. */
    double run() throws Exception;
  }

  private final Map<String, Contestant> contestants = new LinkedHashMap<>();
  private final Map<String, double[]> seconds = new LinkedHashMap<>();

  /** As many rounds as usual. */
  Rounds() {
    this(COUNTED);
  }

  /** So many rounds that count. */
  Rounds(int counted) {
    this.counted = counted;
  }

  Rounds add(String name, Contestant contestant) {
    contestants.put(name, contestant);
    seconds.put(name, new double[counted]);
    return this;
  }

  /** Runs all in turn: once to warm up, then as often as counts. Tells each round on stderr. */
  Rounds run() throws Exception {
    for (var round = 0; round <= counted; round++) {
      var line = new StringBuilder(round == 0 ? "warm-up" : "round " + round);
      for (var contestant : contestants.entrySet()) {
        var taken = contestant.getValue().run();
        line.append(String.format(Locale.ROOT, "  %s %.3f s", contestant.getKey(), taken));
        if (round > 0) {
          times(contestant.getKey())[round - 1] = taken;
        }
      }
      System.err.println(line);
    }
    return this;
  }

  boolean has(String name) {
    return contestants.containsKey(name);
  }

  /** The median of a contestant's times, in seconds. */
  double median(String name) {
    return Numbers.median(times(name));
  }

  private double[] times(String name) {
    return seconds.computeIfAbsent(name, n -> new double[counted]);
  }
}
