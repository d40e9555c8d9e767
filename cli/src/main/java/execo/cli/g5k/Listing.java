package execo.cli.g5k;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What was found: a table for people, a JSON object a line for programs. */
final class Listing {
  private static final String GAP = "  ";

  private final List<String> headers;
  private final List<List<Object>> rows = new ArrayList<>();
  private final List<Map<String, ?>> objects = new ArrayList<>();

  /** An empty one, whose table has these columns. */
  Listing(String... headers) {
    this.headers = List.of(headers);
  }

  /**
   * One thing more.
   *
   * @param object all that a program may want of it
   * @param cells what the table shows of it; null is an empty cell, numbers are to the right
   */
  void add(Map<String, ? extends @Nullable Object> object, @Nullable Object... cells) {
    if (cells.length != headers.size()) {
      throw new IllegalStateException(cells.length + " cells for columns " + headers);
    }
    var row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell == null ? "" : cell);
    }
    objects.add(object);
    rows.add(row);
  }

  void print(PrintWriter out, boolean json) {
    if (json) {
      objects.forEach(object -> out.println(json(object)));
      return;
    }
    int[] widths = new int[headers.size()];
    boolean[] right = new boolean[headers.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = headers.get(i).length();
      for (List<Object> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).toString().length());
        right[i] |= row.get(i) instanceof Number;
      }
    }
    line(out, headers, widths, right);
    rows.forEach(row -> line(out, row, widths, right));
  }

  private static void line(PrintWriter out, List<?> cells, int[] widths, boolean[] right) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String text = String.valueOf(cells.get(i));
      String padding = " ".repeat(widths[i] - text.length());
      line.append(i == 0 ? "" : GAP).append(right[i] ? padding + text : text + padding);
    }
    out.println(line.toString().stripTrailing());
  }

  /** A value as JSON on one line. */
  static String json(Object value) {
    return Json.MAPPER.writeValueAsString(value);
  }

  private static final class Json {
    static final JsonMapper MAPPER = new JsonMapper();
  }
}
