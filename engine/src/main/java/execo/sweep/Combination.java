package execo.sweep;

import execo.internal.sweep.Values;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One value for each factor: a map that never changes, in the order of the factors.
 *
 * <p>It equals any map with the same entries, so it serves as a key. Values are null, booleans,
 * integers (each in its smallest type: {@link Integer}, {@link Long}, {@link
 * java.math.BigInteger}), doubles, text, and lists and maps of these; 1, 1.0, "1" and true are four
 * values. The constants of an enum become text, their names. Thread-safe.
 */
public final class Combination extends AbstractMap<String, @Nullable Object>
    implements Values.NormalMap {
  private final String[] names;
  private final @Nullable Object[] values;

  /** Takes arrays that nobody changes any more, and values in normal form. */
  Combination(String[] names, @Nullable Object[] values) {
    this.names = names;
    this.values = values;
  }

  /**
   * The combination with the entries of a map.
   *
   * @throws IllegalArgumentException if a value is none of those that a combination has
   */
  public static Combination of(Map<String, ?> map) {
    if (map instanceof Combination combination) {
      return combination;
    }
    var names = map.keySet().toArray(String[]::new);
    var values = new @Nullable Object[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = Values.normal(map.get(names[i]));
    }
    return new Combination(names, values);
  }

  private int index(@Nullable Object name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The value of a factor; null if it is null or there is no such factor. */
  @Override
  public @Nullable Object get(@Nullable Object name) {
    int i = index(name);
    return i < 0 ? null : values[i];
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return index(name) >= 0;
  }

  @Override
  public int size() {
    return names.length;
  }

  /**
   * The value of a factor as text.
   *
   * @throws NoSuchElementException if there is no such factor
   */
  public String text(String name) {
    return String.valueOf(value(name));
  }

  /**
   * The value of a factor that is an integer.
   *
   * @throws NoSuchElementException if there is no such factor
   * @throws IllegalArgumentException if its value is another one, or too large
   */
  public int integer(String name) {
    return value(name) instanceof Integer i ? i : reject(name, "a 32-bit integer");
  }

  /**
   * The value of a factor that is a number.
   *
   * @throws NoSuchElementException if there is no such factor
   * @throws IllegalArgumentException if its value is another one
   */
  public double number(String name) {
    return value(name) instanceof Number n ? n.doubleValue() : reject(name, "a number");
  }

  /**
   * The value of a factor that is true or false.
   *
   * @throws NoSuchElementException if there is no such factor
   * @throws IllegalArgumentException if its value is another one
   */
  public boolean flag(String name) {
    if (value(name) instanceof Boolean b) {
      return b;
    }
    reject(name, "true or false");
    return false;
  }

  private @Nullable Object value(String name) {
    int i = index(name);
    if (i < 0) {
      throw new NoSuchElementException("no factor " + name + " in " + this);
    }
    return values[i];
  }

  private int reject(String name, String wanted) {
    throw new IllegalArgumentException("factor " + name + " is not " + wanted + " in " + this);
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = 0; i < names.length; i++) {
      hash += names[i].hashCode() ^ Objects.hashCode(values[i]);
    }
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (other == this) {
      return true;
    }
    if (other instanceof Combination that && Arrays.equals(names, that.names)) {
      return Arrays.equals(values, that.values);
    }
    return super.equals(other);
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return names.length;
      }

      @Override
      public Iterator<Entry<String, @Nullable Object>> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < names.length;
          }

          @Override
          public Entry<String, @Nullable Object> next() {
            if (next == names.length) {
              throw new NoSuchElementException();
            }
            return new SimpleImmutableEntry<>(names[next], values[next++]);
          }
        };
      }
    };
  }
}
