package execo.results;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Members of a YAML list. They are written in flow style, so that one cut off anywhere is no entry,
 * and so that readers of YAML 1.1 and 1.2 see the same types; any style is read.
 */
final class YamlFormat implements Format {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

  /** What is no text in YAML 1.1 or 1.2. */
  private static final Pattern WORD =
      Pattern.compile("y|n|yes|no|on|off|true|false|null", Pattern.CASE_INSENSITIVE);

  /** How much of a line a name may take that nothing announces; YAML says 1024. */
  private static final int LONGEST_SIMPLE_NAME = 1000;

  @Override
  public String write(Map<String, ?> entry) {
    var text = new StringBuilder("- ");
    write(text, entry);
    return text.append('\n').toString();
  }

  private static void write(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case String text -> writeText(out, text);
      case Map<?, ?> map -> {
        out.append('{');
        var separator = "";
        for (var entry : map.entrySet()) {
          writeName(out.append(separator), (String) entry.getKey());
          write(out.append(": "), entry.getValue());
          separator = ", ";
        }
        out.append('}');
      }
      case List<?> list -> {
        out.append('[');
        var separator = "";
        for (var member : list) {
          write(out.append(separator), member);
          separator = ", ";
        }
        out.append(']');
      }
      case Double number -> writeNumber(out, number);
      case null -> out.append("null");
      default -> out.append(value);
    }
  }

  /** YAML 1.1 takes a number for a float only with a point, and a sign in its exponent. */
  private static void writeNumber(StringBuilder out, double number) {
    double size = Math.abs(number);
    if (Double.isNaN(number)) {
      out.append(".nan");
    } else if (Double.isInfinite(number)) {
      out.append(number < 0 ? "-.inf" : ".inf");
    } else if (size >= 1e7 && size < 1e16) {
      var digits = new BigDecimal(Double.toString(number)).toPlainString();
      out.append(digits).append(digits.contains(".") ? "" : ".0");
    } else {
      out.append(Double.toString(number).replaceFirst("E(?=\\d)", "e+").replace('E', 'e'));
    }
  }

  private static void writeName(StringBuilder out, String name) {
    int from = out.length();
    writeText(out, name);
    if (out.length() - from > LONGEST_SIMPLE_NAME) {
      out.insert(from, "? ");
    }
  }

  private static void writeText(StringBuilder out, String text) {
    if (PLAIN.matcher(text).matches() && !WORD.matcher(text).matches()) {
      out.append(text);
      return;
    }
    out.append('"');
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"', '\\' -> out.append('\\').appendCodePoint(c);
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            default -> {
              if ((c >= ' ' && c <= '~') || Character.isLetterOrDigit(c)) {
                out.appendCodePoint(c);
              } else {
                out.append((c > 0xffff ? "\\U%08x" : "\\u%04x").formatted(c));
              }
            }
          }
        });
    out.append('"');
  }

  /**
   * How a text of some length is read: at once, since SnakeYAML fails where a pair of surrogates is
   * in two of its buffers.
   */
  private static LoadSettings settings(int length) {
    return LoadSettings.builder()
        .setSchema(new CoreSchema())
        .setCodePointLimit(Integer.MAX_VALUE)
        .setBufferSize(length + 1)
        .build();
  }

  @Override
  public boolean begins(String line) {
    return line.equals("-") || line.startsWith("- ");
  }

  @Override
  public Map<String, @Nullable Object> read(String text) throws MalformedEntry {
    try {
      if (new Load(settings(text.length())).loadFromString(text) instanceof List<?> list
          && list.size() == 1
          && list.getFirst() instanceof Map<?, ?> map) {
        return Row.normal(map);
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine()).orElse(0);
      throw new MalformedEntry(line, e.getProblem().strip().replaceAll("\\s*\\R\\s*", " "));
    } catch (YamlEngineException | IllegalArgumentException e) {
      throw new MalformedEntry(0, String.valueOf(e.getMessage()));
    }
    throw new MalformedEntry(0, "not '- ' and a mapping");
  }
}
