package execo.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Contestants that take turns, so that what else happens on the machine strikes all alike, with a
 * pause between them, in which what a turn leaves behind comes to its end; what counts is the
 * median of each.
 */
final class Rounds {
  private static final int COUNTED = 5;
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** One contestant: does the work once. */
  @FunctionalInterface
  interface Contestant {
    /** What the work took. */
    Cost run() throws Exception;
  }

  private record Entry(Cost.Work preparation, Contestant contestant, Cost[] costs) {}

  private final int counted;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** As many rounds as usual. */
  Rounds() {
    this(COUNTED);
  }

  /** So many rounds that count. */
  Rounds(int counted) {
    this.counted = counted;
  }

  Rounds add(String name, Contestant contestant) {
    return add(name, () -> {}, contestant);
  }

  /** Adds a contestant that prepares each of its turns; that time does not count. */
  Rounds add(String name, Cost.Work preparation, Contestant contestant) {
    entries.put(name, new Entry(preparation, contestant, new Cost[counted]));
    return this;
  }

  /** Runs all in turn: once to warm up, then as often as counts. Tells each round on stderr. */
  Rounds run() throws Exception {
    for (var round = 0; round <= counted; round++) {
      var line = new StringBuilder(round == 0 ? "warm-up" : "round " + round);
      for (var named : entries.entrySet()) {
        var entry = named.getValue();
        entry.preparation().run();
        Thread.sleep(PAUSE);
        var cost = entry.contestant().run();
        line.append(String.format(Locale.ROOT, "  %s %.3f s", named.getKey(), cost.seconds()));
        if (round > 0) {
          entry.costs()[round - 1] = cost;
        }
      }
      System.err.println(line);
    }
    return this;
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /** The median of a contestant's times, in seconds. */
  double median(String name) {
    return Numbers.median(stream(name).mapToDouble(Cost::seconds).toArray());
  }

  /** The median of the processor time that a contestant took, in seconds. */
  double cpu(String name) {
    return Numbers.median(stream(name).mapToDouble(Cost::cpuSeconds).toArray());
  }

  /** The words of a benchmark's line that set {@code ours} against the best of its peers. */
  String against(Collection<String> peers) {
    var best = best(peers);
    return String.join(
        " ",
        "best_peer=" + best,
        Numbers.seconds("best_peer_s", median(best)),
        Numbers.ratio("ours/best_peer", median("ours"), median(best)));
  }

  private Stream<Cost> stream(String name) {
    return Arrays.stream(Objects.requireNonNull(entries.get(name)).costs());
  }

  /** The one with the least median among these. */
  String best(Collection<String> names) {
    return names.stream().min(Comparator.comparingDouble(this::median)).orElseThrow();
  }
}
