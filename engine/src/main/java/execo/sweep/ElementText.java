package execo.sweep;

import execo.internal.sweep.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Elements as one reads and types them: {@code flows=1,cc=cubic} for a combination. Text stands as
 * it is where it can be nothing else, else as JSON does; all other values are JSON. What {@link
 * #of} writes, {@link #read} takes.
 */
public final class ElementText {
  private static final Pattern PLAIN = Pattern.compile("[^\\s,={}\\[\\]\"\\\\]+");

  private ElementText() {}

  /** An element as text. */
  public static String of(@Nullable Object element) {
    if (element instanceof Map<?, ?> map && !map.isEmpty()) {
      return map.entrySet().stream()
          .map(entry -> value(entry.getKey()) + "=" + value(entry.getValue()))
          .collect(Collectors.joining(","));
    }
    return value(element);
  }

  private static String value(@Nullable Object value) {
    if (value instanceof String text && PLAIN.matcher(text).matches() && text.equals(json(text))) {
      return text;
    }
    var out = new StringBuilder();
    Values.write(out, Values.normal(value));
    return out.toString();
  }

  /** The value of a text that is JSON, else the text. */
  private static @Nullable Object json(String text) {
    try {
      return Values.read(text);
    } catch (JacksonException | IllegalStateException e) {
      return text;
    }
  }

  /**
   * The value that a text says: a map from factor to level for {@code factor=level,…}, else what
   * the JSON says, else the text itself.
   */
  public static @Nullable Object read(String text) {
    var parts = split(text, ',');
    var levels = new LinkedHashMap<String, @Nullable Object>();
    for (var part : parts) {
      var sides = split(part, '=');
      if (sides.size() != 2) {
        return json(text);
      }
      levels.put(String.valueOf(json(sides.getFirst().strip())), json(sides.getLast().strip()));
    }
    return levels;
  }

  /** Splits at a character outside of quotes and brackets. */
  private static List<String> split(String text, char at) {
    var parts = new ArrayList<String>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else {
          quoted = c != '"';
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      } else if (c == at && depth == 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  /**
   * Whether an element is what a text says: equal to it, or a combination that has all levels said.
   *
   * @param said what {@link #read} gave
   */
  public static boolean matches(Object element, @Nullable Object said) {
    if (said instanceof Map<?, ?> levels && element instanceof Map<?, ?> combination) {
      return levels.entrySet().stream()
          .allMatch(level ->
              combination.containsKey(level.getKey())
                  && same(combination.get(level.getKey()), level.getValue()));
    }
    return same(element, said);
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    return Objects.equals(Values.normal(a), Values.normal(b));
  }
}
