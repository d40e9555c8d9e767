package execo.cli.sweep;

import execo.sweep.ElementInfo;
import execo.sweep.ElementText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Elements as CSV (RFC 4180): a column for each factor, then what is known. */
final class ElementsCsv {
  private final List<ElementInfo<Object>> elements;
  private final Set<String> factors = new LinkedHashSet<>();

  ElementsCsv(List<ElementInfo<Object>> elements) {
    this.elements = elements;
    for (var info : elements) {
      if (info.element() instanceof Map<?, ?> combination) {
        combination.keySet().forEach(factor -> factors.add(String.valueOf(factor)));
      }
    }
    if (factors.isEmpty()) {
      factors.add("element");
    }
  }

  /** A header, and a line for each element, without their ends. */
  Stream<String> lines() {
    var header = new ArrayList<>(factors);
    header.addAll(List.of("state", "worker", "when", "seconds", "failed_attempts", "reason"));
    return Stream.concat(Stream.of(line(header)), elements.stream().map(info -> line(row(info))));
  }

  private List<String> row(ElementInfo<Object> info) {
    var row = new ArrayList<String>();
    for (var factor : factors) {
      if (info.element() instanceof Map<?, ?> combination) {
        row.add(combination.containsKey(factor) ? cell(combination.get(factor)) : "");
      } else {
        row.add(cell(info.element()));
      }
    }
    row.add(info.state());
    row.add(info.worker());
    row.add(info.when() == null ? "" : info.when().toString());
    row.add(seconds(info.duration()));
    row.add(Integer.toString(info.attempts().size()));
    row.add(info.attempts().isEmpty() ? "" : info.attempts().getLast().reason());
    return row;
  }

  private static String cell(@Nullable Object value) {
    return value instanceof String text ? text : ElementText.of(value);
  }

  private static String seconds(@Nullable Duration duration) {
    return duration == null ? "" : Double.toString(duration.toNanos() / 1e9);
  }

  private static String line(List<String> cells) {
    return cells.stream().map(ElementsCsv::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    return cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? "\"" + cell.replace("\"", "\"\"") + "\""
        : cell;
  }
}
