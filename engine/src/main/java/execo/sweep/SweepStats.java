package execo.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How many elements are in each state, for all of a sweep and for each level of each factor.
 *
 * @param all for all of the sweep
 * @param factors factor to level to counts, in the order in which the sweep has them; only elements
 *     that are combinations have factors
 */
public record SweepStats(Tally all, Map<String, Map<@Nullable Object, Tally>> factors) {
  /** How many elements are in each state. */
  public record Tally(int todo, int inProgress, int done, int skipped, int failed) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    /** How many elements there are. */
    public int total() {
      return todo + inProgress + done + skipped + failed;
    }

    /** A state's share of all, from 0 to 1: {@code ratio(Tally::done)}. */
    public double ratio(ToIntFunction<Tally> state) {
      return total() == 0 ? 0 : (double) state.applyAsInt(this) / total();
    }

    Tally plus(Tally more) {
      return new Tally(
          todo + more.todo,
          inProgress + more.inProgress,
          done + more.done,
          skipped + more.skipped,
          failed + more.failed);
    }
  }

  static <E> SweepStats of(List<E> list, Snapshot<E> snapshot) {
    var counter = new Counter();
    counter.add(list, Tally.NONE); // for the order
    counter.add(snapshot.todo(), new Tally(1, 0, 0, 0, 0));
    counter.add(
        snapshot.inProgress().stream().map(Snapshot.InProgress::element).toList(),
        new Tally(0, 1, 0, 0, 0));
    counter.add(
        snapshot.done().stream().map(Snapshot.Done::element).toList(), new Tally(0, 0, 1, 0, 0));
    counter.add(snapshot.skipped(), new Tally(0, 0, 0, 1, 0));
    counter.add(
        snapshot.failed().stream().map(Failure::element).toList(), new Tally(0, 0, 0, 0, 1));
    return new SweepStats(counter.all, counter.factors);
  }

  private static final class Counter {
    Tally all = Tally.NONE;
    final Map<String, Map<@Nullable Object, Tally>> factors = new LinkedHashMap<>();

    void add(List<?> elements, Tally one) {
      for (var element : elements) {
        all = all.plus(one);
        if (element instanceof Combination combination) {
          combination.forEach((factor, level) ->
              factors
                  .computeIfAbsent(factor, name -> new LinkedHashMap<>())
                  .merge(level, one, Tally::plus));
        }
      }
    }
  }
}
