package execo.internal.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What stands between the braces of a substitution. */
sealed interface Expression {

  /** The texts, with every name looked up. */
  IndexedText evaluate(Map<String, ?> bindings);

  static Expression parse(String source) {
    String text = source.strip();
    if (text.startsWith("[")) {
      return ListExpression.parse(source, text);
    }
    if (text.contains("..")) {
      return RangeExpression.parse(source, text);
    }
    return NameExpression.parse(source, text);
  }

  static IllegalArgumentException malformed(String source, String why) {
    return new IllegalArgumentException(
        """
        malformed substitution '{{%s}}': %s; accepted are {{{host}}}, {{name}}, \
        {{name.property}}, {{[a, b, c]}}, {{1..20}} and {{1..20..5}}, and {{{{ for a literal {{\
        """
            .formatted(source, why));
  }

  /** {@code name.property.property}. */
  record NameExpression(String source, String name, List<String> properties) implements Expression {

    static NameExpression parse(String source, String text) {
      var names = new ArrayList<String>(2);
      int start = 0;
      for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
        names.add(identifier(source, text.substring(start, dot)));
        start = dot + 1;
      }
      names.add(identifier(source, text.substring(start)));
      return new NameExpression(
          source, names.getFirst(), List.copyOf(names.subList(1, names.size())));
    }

    private static String identifier(String source, String text) {
      boolean ok = !text.isEmpty() && Character.isJavaIdentifierStart(text.charAt(0));
      for (int i = 1; ok && i < text.length(); i++) {
        ok = Character.isJavaIdentifierPart(text.charAt(i));
      }
      if (!ok) {
        throw malformed(source, text.isEmpty() ? "a name is missing" : "'" + text + "' is no name");
      }
      return text;
    }

    @Override
    public IndexedText evaluate(Map<String, ?> bindings) {
      Object value = bindings.get(name);
      if (value == null) {
        throw new IllegalArgumentException(
            "unknown name '%s' in '{{%s}}': bound are %s; bind it, as with(\"%s\", values)"
                .formatted(name, source, bindings.isEmpty() ? "none" : bindings.keySet(), name));
      }
      List<?> elements = Sequences.of("{{" + source + "}}", value);
      var texts = new String[elements.size()];
      for (int i = 0; i < texts.length; i++) {
        Object element = Sequences.present(source, i, elements.get(i));
        for (String property : properties) {
          element = Sequences.present(source, i, Property.of(source, element, property));
        }
        texts[i] = Sequences.show(element);
      }
      return index -> texts[index % texts.length];
    }
  }

  /** {@code 1..20..5}, not written out: the range may be long. */
  record RangeExpression(long first, long step, long count, int width) implements Expression {

    static RangeExpression parse(String source, String text) {
      String[] ends = text.split("\\.\\.", -1);
      if (ends.length > 3) {
        throw malformed(source, "a range has two ends and a step");
      }
      long first = number(source, ends[0].strip());
      long last = number(source, ends[1].strip());
      long step = ends.length == 3 ? number(source, ends[2].strip()) : 1;
      if (step < 1) {
        throw malformed(source, "the step of a range is 1 or more");
      }
      int width = Math.max(padding(ends[0].strip()), padding(ends[1].strip()));
      long count = Math.abs(last - first) / step + 1;
      return new RangeExpression(first, last < first ? -step : step, count, width);
    }

    private static long number(String source, String text) {
      int digits = text.startsWith("-") ? 1 : 0;
      for (int i = digits; i < text.length(); i++) {
        if (text.charAt(i) < '0' || text.charAt(i) > '9') {
          throw malformed(source, "'" + text + "' is no number");
        }
      }
      if (text.length() == digits || text.length() > 18) {
        throw malformed(source, "a range takes numbers of 1 to 18 digits");
      }
      return Long.parseLong(text);
    }

    /** The width of a number with leading zeros, else 0. */
    private static int padding(String number) {
      String digits = number.startsWith("-") ? number.substring(1) : number;
      return digits.length() > 1 && digits.startsWith("0") ? digits.length() : 0;
    }

    @Override
    public IndexedText evaluate(Map<String, ?> bindings) {
      return index -> {
        long value = first + index % count * step;
        String digits = Long.toString(Math.abs(value));
        String zeros = "0".repeat(Math.max(0, width - digits.length()));
        return (value < 0 ? "-" : "") + zeros + digits;
      };
    }
  }

  /** {@code [a, b, c]}. */
  record ListExpression(List<String> words) implements Expression {

    static ListExpression parse(String source, String text) {
      return new ListExpression(new WordList(source, text).words());
    }

    @Override
    public IndexedText evaluate(Map<String, ?> bindings) {
      return index -> words.get(index % words.size());
    }
  }
}
