package execo.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The front door to sweeps, for a static import.
 *
 * {@snippet :
 * import static execo.sweep.Sweeps.*;
 *
 * void main() {
 *   var sweep = sweep(factor("flows", igeom(1, 20, 5)).factor("cc", "cubic", "reno"));
 *   try (var sweeper = sweeper("results/sweeper", sweep)) {
 *     sweeper.forEach(4, c -> IO.println(c.integer("flows") + " flows with " + c.text("cc")));
 *   }
 * }
 * }
 */
public final class Sweeps {
  private Sweeps() {}

  /**
   * The first factor of a sweep, and its levels; {@link Factors#factor(String, Object...)} adds
   * more.
   */
  public static Factors factor(String name, @Nullable Object... levels) {
    return Factors.NONE.factor(name, levels);
  }

  /** The first factor of a sweep, with the levels that a list has. */
  public static Factors factor(String name, Iterable<?> levels) {
    return Factors.NONE.factor(name, levels);
  }

  /** The first factor of a sweep, whose levels are the keys of a map, each with its own factors. */
  public static Factors factor(String name, Map<?, ? extends Map<String, ?>> levels) {
    return Factors.NONE.factor(name, levels);
  }

  /** A level with factors of its own. */
  public static Level level(@Nullable Object value, Factors factors) {
    return new Level(value, factors);
  }

  /**
   * All combinations of factors, the last varying fastest.
   *
   * @throws IllegalArgumentException if there are more than {@link Integer#MAX_VALUE}
   */
  public static Sweep sweep(Factors factors) {
    return new Sweep(factors);
  }

  /**
   * All combinations of the factors that a map says, as {@link Factors#of} takes it; the map's
   * order is that of the factors.
   *
   * @throws IllegalArgumentException if the map says something else, or there are more than {@link
   *     Integer#MAX_VALUE}
   */
  public static Sweep sweep(Map<String, ?> factors) {
    return new Sweep(Factors.of(factors));
  }

  /**
   * A list of work that survives crashes: {@link ParamSweeper#ParamSweeper}.
   *
   * @param url a directory, which is made if it is not there
   */
  public static <E> ParamSweeper<E> sweeper(String url, Collection<? extends E> elements) {
    return new ParamSweeper<>(url, elements);
  }

  /**
   * Numbers in geometric progression, both ends exact; only {@code from} if there is one.
   *
   * @throws IllegalArgumentException if the ends are not both positive or both negative and finite,
   *     or the count is negative
   */
  public static List<Double> geom(double from, double to, int count) {
    if (Math.signum(from) * Math.signum(to) != 1
        || Double.isInfinite(from)
        || Double.isInfinite(to)) {
      throw new IllegalArgumentException("no geometric progression from " + from + " to " + to);
    }
    if (count < 0) {
      throw new IllegalArgumentException("not a count: " + count);
    }
    var numbers = new ArrayList<Double>(count);
    for (int i = 0; i < count; i++) {
      if (i == 0) {
        numbers.add(from);
      } else if (i == count - 1) {
        numbers.add(to);
      } else {
        double share = (double) i / (count - 1);
        double value = Math.pow(Math.abs(from), 1 - share) * Math.pow(Math.abs(to), share);
        numbers.add(Math.copySign(value, from));
      }
    }
    return numbers;
  }

  /**
   * {@link #geom} rounded to integers, sorted, without repeats: from 1 to 20 in 5 is 1, 2, 4, 9,
   * 20.
   *
   * @throws IllegalArgumentException as {@link #geom}
   */
  public static List<Integer> igeom(int from, int to, int count) {
    var numbers = new TreeSet<Integer>();
    for (var value : geom(from, to, count)) {
      numbers.add((int) Math.round(value));
    }
    return List.copyOf(numbers);
  }
}
