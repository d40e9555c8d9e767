package execo.results;

import execo.internal.sweep.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Some results: rows in an order, as a file has them.
 *
 * <p>Columns are named as {@link Row} says. Numbers are the same if their values are, 1 and 1.0.
 * Immutable.
 *
 * {@snippet :
 * var rows = Results.read("results.yaml").having("bw");
 * for (var group : rows.groupBy("flows", "cc")) {
 *   IO.println(group.key() + ": " + group.rows().summary("bw"));
 * }
 * }
 */
public final class Rows implements Iterable<Row> {
  private final List<Row> rows;

  private Rows(List<Row> rows) {
    this.rows = rows;
  }

  /** These rows. */
  static Rows of(List<Row> rows) {
    return new Rows(List.copyOf(rows));
  }

  /**
   * Rows that are in no file.
   *
   * @throws IllegalArgumentException if a value is of a type that a row does not have
   */
  public static Rows of(Collection<? extends Map<String, ?>> entries) {
    return new Rows(entries.stream().map(entry -> new Row(Row.normal(entry), "")).toList());
  }

  /** How many there are. */
  public int size() {
    return rows.size();
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** All of them. */
  public List<Row> list() {
    return rows;
  }

  /** All of them. */
  public Stream<Row> stream() {
    return rows.stream();
  }

  @Override
  public Iterator<Row> iterator() {
    return rows.iterator();
  }

  /** Those that pass a test. */
  public Rows where(Predicate<? super Row> test) {
    return new Rows(rows.stream().filter(test).toList());
  }

  /** Those that have a value in a column. */
  public Rows where(String column, @Nullable Object value) {
    var wanted = Values.normal(value);
    return where(
        row -> row.has(column) && ValueOrder.VALUES.compare(row.value(column), wanted) == 0);
  }

  /** Those that have all values of a map, such as a combination of a sweep. */
  public Rows where(Map<String, ?> values) {
    var found = this;
    for (var entry : values.entrySet()) {
      found = found.where(entry.getKey(), entry.getValue());
    }
    return found;
  }

  /** Those that have a column. */
  public Rows having(String column) {
    return where(row -> row.has(column));
  }

  /** These, and more behind them. */
  public Rows and(Rows more) {
    return new Rows(Stream.concat(rows.stream(), more.rows.stream()).toList());
  }

  /** Sorted by columns, the first one first; rows without a column come before others. */
  public Rows sortedBy(String... columns) {
    return new Rows(rows.stream().sorted(by(columns)).toList());
  }

  private static Comparator<Row> by(String... columns) {
    return (a, b) -> {
      int order = 0;
      for (int i = 0; i < columns.length && order == 0; i++) {
        order = ValueOrder.VALUES.compare(a.orNull(columns[i]), b.orNull(columns[i]));
      }
      return order;
    };
  }

  /** A group for each combination of values that columns have. */
  public Groups groupBy(String... columns) {
    if (columns.length == 0) {
      throw new IllegalArgumentException("no column to group by");
    }
    return Groups.of(this, List.of(columns));
  }

  /** The values that a column has, sorted, each once. */
  public List<@Nullable Object> levels(String column) {
    var levels = new TreeSet<@Nullable Object>(ValueOrder.VALUES);
    rows.forEach(row -> levels.add(row.orNull(column)));
    return new ArrayList<>(levels);
  }

  /**
   * The numbers in a column.
   *
   * @throws NoSuchElementException if a row has no such column; {@link #having} leaves it out
   * @throws IllegalArgumentException if a value is no number
   */
  public double[] numbers(String column) {
    return rows.stream().mapToDouble(row -> row.number(column)).toArray();
  }

  /**
   * What is to be said about the numbers in a column.
   *
   * @throws NoSuchElementException if a row has no such column; {@link #having} leaves it out
   * @throws IllegalArgumentException if a value is no number
   */
  public Summary summary(String column) {
    return new Summary(numbers(column));
  }

  /**
   * The rows as records: {@link Row#as}.
   *
   * @throws IllegalArgumentException if a row does not fit
   */
  public <T extends Record> List<T> as(Class<T> type) {
    return rows.stream().map(row -> row.as(type)).toList();
  }

  /** The dotted names of all columns, in the order in which they come up. */
  public List<String> columns() {
    var columns = new LinkedHashSet<String>();
    rows.forEach(row -> columns.addAll(row.columns()));
    return List.copyOf(columns);
  }

  /**
   * The rows as comma-separated values (RFC 4180, lines end with a line feed), under the names of
   * the columns. What a row does not have, and null, is an empty field.
   */
  public String csv() {
    return Csv.of(this);
  }

  /**
   * Writes {@link #csv} into a file.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public Rows writeCsv(Path file) {
    try {
      Files.writeString(file, csv());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": not written", e);
    }
    return this;
  }

  /** {@link #writeCsv(Path)} */
  public Rows writeCsv(String file) {
    return writeCsv(Path.of(file));
  }

  /** Whether two have the same rows in the same order. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Rows that && rows.equals(that.rows);
  }

  @Override
  public int hashCode() {
    return rows.hashCode();
  }

  @Override
  public String toString() {
    return rows.size() + " rows with " + String.join(", ", columns());
  }
}
