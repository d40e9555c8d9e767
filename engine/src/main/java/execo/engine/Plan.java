package execo.engine;

import execo.sweep.Combination;
import execo.sweep.ElementText;
import execo.sweep.Failure;
import execo.sweep.SweepView;
import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an experiment would do.
 *
 * @param where the directory it would run in
 * @param combinations all that it goes through
 * @param jobs how many at once
 * @param retryFailed whether what failed is among what is left
 */
record Plan(String where, Collection<Combination> combinations, int jobs, boolean retryFailed) {
  private static final int SHOWN = 20;

  /** Prints it for an experiment of which nothing is known. */
  void print(PrintStream out) {
    print(out, List.of(combinations));
  }

  /** Prints it for an experiment whose state is known. */
  void print(PrintStream out, SweepView<Combination> view) {
    var snapshot = view.snapshot();
    var failed =
        retryFailed
            ? snapshot.failed().stream().map(Failure::element).toList()
            : List.<Combination>of();
    out.println("so far: " + view.progress());
    print(out, List.of(snapshot.todo(), snapshot.skipped(), failed));
  }

  /** Holds none of those that are left: they may be very many. */
  private void print(PrintStream out, List<Collection<Combination>> left) {
    out.println("would run in " + where + ", " + jobs + " at a time");
    if (combinations.isEmpty()) {
      out.println("it has no combinations that are known before it runs");
      return;
    }
    int count = left.stream().mapToInt(Collection::size).sum();
    out.println(combinations.size() + " combinations of " + factors());
    out.println(count + " left to do" + (count == 0 ? "" : ":"));
    left.stream()
        .flatMap(Collection::stream)
        .limit(SHOWN)
        .forEach(c -> out.println("  " + ElementText.of(c)));
    if (count > SHOWN) {
      out.println("  … " + (count - SHOWN) + " more");
    }
  }

  /** The factors, and how many levels each has. */
  private String factors() {
    var levels = new LinkedHashMap<String, Set<Object>>();
    for (var combination : combinations) {
      combination.forEach((factor, level) ->
          levels
              .computeIfAbsent(factor, name -> new LinkedHashSet<>())
              .add(level == null ? "null" : level));
    }
    return levels.entrySet().stream()
        .map(factor -> factor.getKey() + " (" + factor.getValue().size() + ")")
        .collect(Collectors.joining(" × "));
  }
}
