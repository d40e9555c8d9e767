package execo.testbed.grid5000.internal.oar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The conditions on resources and jobs: a where clause with comparisons, in, like, between, and,
 * or, not.
 */
final class Sql {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*('(?:[^']|'')*'|<=|>=|<>|!=|[=<>(),]|[A-Za-z_][\\w.-]*|-?\\d+(?:\\.\\d+)?)");

  private final List<String> tokens = new ArrayList<>();
  private final Set<String> columns;
  private int at;

  private Sql(String text, Set<String> columns) {
    this.columns = columns;
    var matcher = TOKEN.matcher(text);
    var end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw new IllegalArgumentException(
          "syntax error at or near \"" + text.substring(end).strip() + "\"");
    }
  }

  /**
   * Reads a condition on the columns of a table.
   *
   * @throws IllegalArgumentException with the words of the database, if it is malformed or names a
   *     column that does not exist
   */
  static Predicate<Map<String, Object>> parse(String text, Set<String> columns) {
    if (text.isBlank()) {
      return row -> true;
    }
    var sql = new Sql(text, columns);
    var condition = sql.or();
    if (sql.at < sql.tokens.size()) {
      throw sql.syntax();
    }
    return condition;
  }

  private Predicate<Map<String, Object>> or() {
    var left = and();
    while (accept("or")) {
      left = left.or(and());
    }
    return left;
  }

  private Predicate<Map<String, Object>> and() {
    var left = not();
    while (accept("and")) {
      left = left.and(not());
    }
    return left;
  }

  private Predicate<Map<String, Object>> not() {
    if (accept("not")) {
      return not().negate();
    }
    if (accept("(")) {
      var inner = or();
      expect(")");
      return inner;
    }
    return comparison();
  }

  private Predicate<Map<String, Object>> comparison() {
    var column = next();
    if (!column.matches("[A-Za-z_]\\w*")) {
      at--;
      throw syntax();
    }
    var name = column.toLowerCase(Locale.ROOT);
    if (!columns.contains(name)) {
      throw new IllegalArgumentException("column \"" + name + "\" does not exist");
    }
    if (accept("is")) {
      var negated = accept("not");
      expect("null");
      return row -> (row.get(name) == null) != negated;
    }
    var negated = accept("not");
    if (accept("in")) {
      var values = values();
      return known(name, negated, value -> values.stream().anyMatch(v -> compare(value, v) == 0));
    }
    if (accept("like")) {
      var pattern = like(value());
      return known(name, negated, value -> pattern.matcher(value).matches());
    }
    if (accept("between")) {
      var low = value();
      expect("and");
      var high = value();
      return known(name, negated, v -> compare(v, low) >= 0 && compare(v, high) <= 0);
    }
    if (negated) {
      throw syntax();
    }
    var operator = next();
    var value = value();
    return switch (operator) {
      case "=" -> known(name, false, v -> compare(v, value) == 0);
      case "<>", "!=" -> known(name, false, v -> compare(v, value) != 0);
      case "<" -> known(name, false, v -> compare(v, value) < 0);
      case ">" -> known(name, false, v -> compare(v, value) > 0);
      case "<=" -> known(name, false, v -> compare(v, value) <= 0);
      case ">=" -> known(name, false, v -> compare(v, value) >= 0);
      default -> {
        at -= 2;
        throw syntax();
      }
    };
  }

  /** As in SQL, nothing holds of a null. */
  private static Predicate<Map<String, Object>> known(
      String column, boolean negated, Predicate<String> test) {
    return row -> {
      var value = row.get(column);
      return value != null && test.test(value.toString()) != negated;
    };
  }

  private List<String> values() {
    expect("(");
    var values = new ArrayList<String>();
    do {
      values.add(value());
    } while (accept(","));
    expect(")");
    return values;
  }

  private String value() {
    var token = next();
    if (token.startsWith("'")) {
      return token.substring(1, token.length() - 1).replace("''", "'");
    }
    if (token.matches("-?\\d.*")) {
      return token;
    }
    at--;
    if (token.matches("[A-Za-z_].*")) {
      throw new IllegalArgumentException("column \"" + token + "\" does not exist");
    }
    throw syntax();
  }

  private static Pattern like(String text) {
    var pattern = new StringBuilder();
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      pattern.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  private static int compare(String left, String right) {
    var number = "-?\\d+(\\.\\d+)?";
    return left.matches(number) && right.matches(number)
        ? Double.compare(Double.parseDouble(left), Double.parseDouble(right))
        : left.compareTo(right);
  }

  private boolean accept(String word) {
    if (at < tokens.size() && tokens.get(at).equalsIgnoreCase(word)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String word) {
    if (!accept(word)) {
      throw syntax();
    }
  }

  private String next() {
    if (at == tokens.size()) {
      throw syntax();
    }
    return tokens.get(at++);
  }

  private IllegalArgumentException syntax() {
    @Nullable String near = at < tokens.size() ? tokens.get(at) : null;
    return new IllegalArgumentException(
        near == null ? "syntax error at end of input" : "syntax error at or near \"" + near + "\"");
  }
}
