package execo.results;

import execo.internal.sweep.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of some results.
 *
 * <p>What is in a map of it has a dotted name, such as {@code params.flows}; the last part is
 * enough where it says which one is meant. Immutable.
 */
public final class Row {
  private final Map<String, @Nullable Object> map;
  private final String origin;
  private final Map<String, @Nullable Object> columns;

  /** Takes a map in normal form, and says in messages where it is from. */
  Row(Map<String, @Nullable Object> map, String origin) {
    this.map = map;
    this.origin = origin;
    var flat = new LinkedHashMap<String, @Nullable Object>();
    flatten("", map, flat);
    columns = Collections.unmodifiableMap(flat);
  }

  /**
   * A map in normal form.
   *
   * @throws IllegalArgumentException if a value is of a type that cannot be kept
   */
  @SuppressWarnings("unchecked") // the normal form of a map is one
  static Map<String, @Nullable Object> normal(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(Values.normal(map));
  }

  private static void flatten(String prefix, Map<?, ?> map, Map<String, @Nullable Object> into) {
    map.forEach((key, value) -> {
      if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
        flatten(prefix + key + ".", inner, into);
      } else {
        into.put(prefix + key, value);
      }
    });
  }

  /** The entry as it is in the file. */
  public Map<String, @Nullable Object> map() {
    return map;
  }

  /** The dotted names of all that is in it, in order. */
  public List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  /** Where it is from: file and line; empty if it was not read. */
  public String origin() {
    return origin;
  }

  /** Whether it has a column of that name, even if the value is null. */
  public boolean has(String name) {
    return inner(name) != null || column(name) != null;
  }

  /**
   * The value of a column, or the map of all columns below that name.
   *
   * @throws NoSuchElementException if there is none
   * @throws IllegalArgumentException if several have that last part of a name
   */
  public @Nullable Object value(String name) {
    var column = column(name);
    if (column != null) {
      return columns.get(column);
    }
    var inner = inner(name);
    if (inner == null) {
      throw new NoSuchElementException(
          "no column " + name + where() + "; there are: " + String.join(", ", columns.keySet()));
    }
    return inner;
  }

  /** The value of a column; null if there is no such column. */
  @Nullable Object orNull(String name) {
    return has(name) ? value(name) : null;
  }

  /** The value of a column by its full name; null if there is no such column. */
  @Nullable Object own(String column) {
    return columns.get(column);
  }

  /** The full name of the column that is meant; null if there is none. */
  private @Nullable String column(String name) {
    if (columns.containsKey(name)) {
      return name;
    }
    var found = new ArrayList<String>(1);
    for (var column : columns.keySet()) {
      if (column.endsWith(name) && column.endsWith("." + name)) {
        found.add(column);
      }
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          name + " may be any of " + String.join(", ", found) + where());
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  private @Nullable Map<?, ?> inner(String name) {
    Map<?, ?> here = map;
    for (var part : name.split("\\.", -1)) {
      if (!(here.get(part) instanceof Map<?, ?> next)) {
        return null;
      }
      here = next;
    }
    return here;
  }

  /**
   * The value of a column as text; what is no text as JSON has it.
   *
   * @throws NoSuchElementException if there is no such column
   */
  public String text(String name) {
    return ValueOrder.text(value(name));
  }

  /**
   * The value of a column that is a number.
   *
   * @throws NoSuchElementException if there is no such column
   * @throws IllegalArgumentException if its value is another one
   */
  public double number(String name) {
    if (value(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(name, "a number");
  }

  /**
   * The value of a column that is an integer.
   *
   * @throws NoSuchElementException if there is no such column
   * @throws IllegalArgumentException if its value is another one, or too large
   */
  public int integer(String name) {
    if (value(name) instanceof Integer number) {
      return number;
    }
    throw wrong(name, "a 32-bit integer");
  }

  /**
   * The value of a column that is true or false.
   *
   * @throws NoSuchElementException if there is no such column
   * @throws IllegalArgumentException if its value is another one
   */
  public boolean flag(String name) {
    if (value(name) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "true or false");
  }

  private IllegalArgumentException wrong(String name, String wanted) {
    return new IllegalArgumentException(name + " is not " + wanted + ": " + text(name) + where());
  }

  /**
   * The row as a record: each component takes the column of its name, where {@code numFlows} also
   * stands for {@code num_flows}. Components are text, numbers and booleans, primitive or in boxes,
   * enums, records, lists, maps and {@link Object}. A column that is missing gives null where a
   * component can be null.
   *
   * @throws IllegalArgumentException if a column does not fit its component
   */
  public <T extends Record> T as(Class<T> type) {
    return Records.of(this, type);
  }

  /** The words of a message that say where this is from. */
  String where() {
    return origin.isEmpty() ? " in " + this : " in " + origin;
  }

  /** Whether two rows have the same entries. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row that && map.equals(that.map);
  }

  @Override
  public int hashCode() {
    return map.hashCode();
  }

  /** The entry as JSON. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    Values.write(text, map);
    return text.toString();
  }
}
