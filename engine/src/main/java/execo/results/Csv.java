package execo.results;

/** Rows as comma-separated values. */
final class Csv {
  private Csv() {}

  static String of(Rows rows) {
    var columns = rows.columns();
    var out = new StringBuilder();
    var separator = "";
    for (var column : columns) {
      field(out.append(separator), column);
      separator = ",";
    }
    out.append('\n');
    for (var row : rows) {
      separator = "";
      for (var column : columns) {
        out.append(separator);
        var value = row.own(column);
        if (value != null) {
          field(out, ValueOrder.text(value));
        }
        separator = ",";
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static void field(StringBuilder out, String text) {
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    if (quoted || text.isEmpty()) {
      out.append('"').append(text.replace("\"", "\"\"")).append('"');
    } else {
      out.append(text);
    }
  }
}
