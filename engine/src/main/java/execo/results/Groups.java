package execo.results;

import execo.internal.sweep.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows by the values that some columns have, sorted by these.
 *
 * <p>Immutable.
 */
public final class Groups implements Iterable<Groups.Group> {
  private final List<String> columns;
  private final List<Group> groups;

  /**
   * The rows that have the same values in the columns that they were grouped by.
   *
   * @param key these values
   * @param rows the rows, in order
   */
  public record Group(Row key, Rows rows) {}

  private Groups(List<String> columns, List<Group> groups) {
    this.columns = columns;
    this.groups = groups;
  }

  static Groups of(Rows rows, List<String> columns) {
    var byKey = new TreeMap<List<@Nullable Object>, List<Row>>(Groups::compare);
    for (var row : rows) {
      var key = new ArrayList<@Nullable Object>();
      columns.forEach(column -> key.add(row.orNull(column)));
      byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    var groups = new ArrayList<Group>();
    byKey.forEach((key, members) -> groups.add(new Group(key(columns, key), Rows.of(members))));
    return new Groups(columns, List.copyOf(groups));
  }

  private static int compare(List<@Nullable Object> a, List<@Nullable Object> b) {
    int order = 0;
    for (int i = 0; i < a.size() && order == 0; i++) {
      order = ValueOrder.VALUES.compare(a.get(i), b.get(i));
    }
    return order;
  }

  private static Row key(List<String> columns, List<@Nullable Object> values) {
    var key = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < columns.size(); i++) {
      key.put(columns.get(i), values.get(i));
    }
    return new Row(key, "");
  }

  /** How many there are. */
  public int size() {
    return groups.size();
  }

  /** All of them. */
  public List<Group> list() {
    return groups;
  }

  /** All of them. */
  public Stream<Group> stream() {
    return groups.stream();
  }

  @Override
  public Iterator<Group> iterator() {
    return groups.iterator();
  }

  /**
   * The rows of a group; none if there is no such group.
   *
   * @param values a value for each column that they were grouped by
   */
  public Rows get(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException("not a value for each of " + String.join(", ", columns));
    }
    var wanted = new ArrayList<@Nullable Object>();
    for (var value : values) {
      wanted.add(Values.normal(value));
    }
    for (var group : groups) {
      if (compare(new ArrayList<>(group.key().map().values()), wanted) == 0) {
        return group.rows();
      }
    }
    return Rows.of(List.<Row>of());
  }

  /** {@link #summary(String, double)} with a confidence of 95 %. */
  public Rows summary(String column) {
    return summary(column, 0.95);
  }

  /**
   * A row for each group: its key, and of the numbers in a column {@code count}, {@code mean},
   * {@code deviation}, {@code low} and {@code high} (the confidence interval of the mean), {@code
   * min}, {@code median} and {@code max}.
   *
   * @param confidence between 0 and 1
   * @throws java.util.NoSuchElementException if a row has no such column
   * @throws IllegalArgumentException if a value is no number
   */
  public Rows summary(String column, double confidence) {
    var rows = new ArrayList<Map<String, ?>>();
    for (var group : groups) {
      var summary = group.rows().summary(column);
      var interval = summary.confidence(confidence);
      var row = new LinkedHashMap<String, @Nullable Object>(group.key().map());
      row.put("count", summary.count());
      row.put("mean", summary.mean());
      row.put("deviation", summary.deviation());
      row.put("low", interval.low());
      row.put("high", interval.high());
      row.put("min", summary.min());
      row.put("median", summary.median());
      row.put("max", summary.max());
      rows.add(row);
    }
    return Rows.of(rows);
  }

  @Override
  public String toString() {
    return groups.size() + " groups by " + String.join(", ", columns);
  }
}
