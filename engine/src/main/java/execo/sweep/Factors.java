package execo.sweep;

import execo.internal.sweep.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Factors of an experiment, in order, each with its levels; {@link Sweeps#sweep(Factors)} combines
 * them. Never changes: each call of {@code factor} gives a new one. A level is any value that a
 * {@link Combination} has, or a {@link Level} with factors of its own. Levels that are repeated
 * count once; a factor without levels is left out.
 */
public final class Factors {
  static final Factors NONE = new Factors(Map.of());

  private final Map<String, Map<@Nullable Object, Factors>> factors;

  private Factors(Map<String, Map<@Nullable Object, Factors>> factors) {
    this.factors = factors;
  }

  /**
   * These and one more.
   *
   * @throws IllegalArgumentException if there is one of this name, here or in a level, or if a
   *     level is no value that a combination has
   */
  public Factors factor(String name, @Nullable Object... levels) {
    return factor(name, Arrays.asList(levels));
  }

  /**
   * These and one more, with the levels that a list has.
   *
   * @throws IllegalArgumentException as above
   */
  public Factors factor(String name, Iterable<?> levels) {
    var normal = new LinkedHashMap<@Nullable Object, Factors>();
    for (Object level : levels) {
      if (level instanceof Level with) {
        normal.put(Values.normal(with.value()), with.factors());
      } else {
        normal.put(Values.normal(level), NONE);
      }
    }
    return with(name, normal);
  }

  /**
   * These and one more, whose levels are the keys of a map: each with its own factors, in a map as
   * {@link #of} takes it.
   *
   * @throws IllegalArgumentException as above
   */
  public Factors factor(String name, Map<?, ? extends Map<String, ?>> levels) {
    var normal = new LinkedHashMap<@Nullable Object, Factors>();
    levels.forEach((level, factors) -> normal.put(Values.normal(level), of(factors)));
    return with(name, normal);
  }

  private Factors with(String name, Map<@Nullable Object, Factors> levels) {
    for (var level : levels.values()) {
      if (level.names().contains(name)) {
        throw new IllegalArgumentException("a level of factor " + name + " has a factor " + name);
      }
      for (var inner : level.names()) {
        if (names().contains(inner)) {
          throw new IllegalArgumentException("factor " + inner + " is there twice");
        }
      }
    }
    if (names().contains(name)) {
      throw new IllegalArgumentException("factor " + name + " is there twice");
    }
    var more = new LinkedHashMap<>(factors);
    more.put(name, levels);
    return new Factors(more);
  }

  /** All names, those of the levels' own factors included. */
  private List<String> names() {
    var names = new ArrayList<String>();
    factors.forEach((name, levels) -> {
      names.add(name);
      levels.values().forEach(level -> names.addAll(level.names()));
    });
    return names;
  }

  /**
   * The factors that a map says, in its order: name to levels, which are an {@link Iterable} or an
   * array, or a map from level to the factors of that level.
   *
   * @throws IllegalArgumentException if it says something else
   */
  public static Factors of(Map<String, ?> map) {
    Factors factors = NONE;
    for (var entry : map.entrySet()) {
      factors =
          switch ((Object) entry.getValue()) {
            case Map<?, ?> levels -> factors.factor(entry.getKey(), nested(entry.getKey(), levels));
            case Iterable<?> levels -> factors.factor(entry.getKey(), levels);
            case Object[] levels -> factors.factor(entry.getKey(), Arrays.asList(levels));
            case int[] levels ->
                factors.factor(entry.getKey(), Arrays.stream(levels).boxed().toList());
            case double[] levels ->
                factors.factor(entry.getKey(), Arrays.stream(levels).boxed().toList());
            case null, default ->
                throw new IllegalArgumentException(
                    "factor " + entry.getKey() + " has no list of levels, but " + entry.getValue());
          };
    }
    return factors;
  }

  @SuppressWarnings("unchecked") // each is checked
  private static Map<Object, Map<String, ?>> nested(String name, Map<?, ?> levels) {
    levels.forEach((level, factors) -> {
      if (!(factors instanceof Map<?, ?> map)
          || !map.keySet().stream().allMatch(String.class::isInstance)) {
        throw new IllegalArgumentException(
            "level " + level + " of factor " + name + " has no map of factors, but " + factors);
      }
    });
    return (Map<Object, Map<String, ?>>) levels;
  }

  Map<String, Map<@Nullable Object, Factors>> asMap() {
    return factors;
  }

  @Override
  public String toString() {
    return factors.toString();
  }
}
