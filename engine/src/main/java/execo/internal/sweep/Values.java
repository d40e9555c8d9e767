package execo.internal.sweep;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Values that keep their type through JSON, in sweeps and results: null, booleans, integers,
 * doubles, text, and lists and maps of these. Two values are equal exactly if their normal forms
 * are.
 */
public final class Values {
  private static final BigInteger INT_MIN = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  // What a reader of JSON or YAML takes, with room for what is written around a value.
  private static final int DEEPEST = 400;
  private static final int MOST_BITS = 3_300;
  private static final int LONGEST_NAME = 10_000;
  private static final int LONGEST_TEXT = 100_000_000;

  private Values() {}

  /**
   * The form of a value in which integers have their smallest type ({@link Integer}, {@link Long},
   * {@link BigInteger}), other numbers are doubles, characters and the names of enum constants are
   * text, and lists and maps cannot be changed.
   *
   * @throws IllegalArgumentException if JSON has nothing for it, or it could not be read back: it
   *     is nested more than 400 deep, has an integer of more than 3,300 bits, a name of more than
   *     10,000 characters or a text of more than 100 million
   */
  public static @Nullable Object normal(@Nullable Object value) {
    return normal(value, 0);
  }

  private static @Nullable Object normal(@Nullable Object value, int depth) {
    return switch (value) {
      case null -> null;
      case Boolean b -> b;
      case Integer i -> i;
      case Long l -> l == l.intValue() ? (Object) l.intValue() : l;
      case Short s -> s.intValue();
      case Byte b -> b.intValue();
      case BigInteger b -> integer(b);
      case Double d -> d;
      case Float f -> Double.valueOf(f.toString());
      case CharSequence text -> text(text.toString(), LONGEST_TEXT);
      case Character c -> c.toString();
      case Enum<?> constant -> constant.name();
      case NormalMap map when depth == 0 -> map;
      case Map<?, ?> map -> {
        var normal = map(map, depth + 1);
        yield map instanceof NormalMap ? map : normal;
      }
      case List<?> list -> list(list, depth + 1);
      default ->
          throw new IllegalArgumentException(
              "cannot be kept: "
                  + value
                  + " ("
                  + value.getClass().getName()
                  + "); what can is null, booleans, integers, doubles, text, lists and maps");
    };
  }

  /** A map whose keys are text and whose values have their normal form, and that never changes. */
  public interface NormalMap {}

  private static Object integer(BigInteger value) {
    if (value.compareTo(LONG_MIN) < 0 || value.compareTo(LONG_MAX) > 0) {
      if (value.bitLength() > MOST_BITS) {
        throw refused("an integer of more than " + MOST_BITS + " bits");
      }
      return value;
    }
    return value.compareTo(INT_MIN) < 0 || value.compareTo(INT_MAX) > 0
        ? (Object) value.longValue()
        : value.intValue();
  }

  private static String text(String text, int longest) {
    if (text.length() > longest) {
      throw refused(
          "a text of more than " + longest + " characters: " + text.substring(0, 40) + "…");
    }
    return text;
  }

  private static void demandShallow(int depth) {
    if (depth > DEEPEST) {
      throw refused("lists or maps nested more than " + DEEPEST + " deep");
    }
  }

  private static IllegalArgumentException refused(String what) {
    return new IllegalArgumentException("cannot be kept: " + what);
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
    demandShallow(depth);
    var normal = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> {
      if (!(key instanceof CharSequence)) {
        throw new IllegalArgumentException(
            "a map that is kept has text for keys, not " + key + ": " + map);
      }
      normal.put(text(key.toString(), LONGEST_NAME), normal(value, depth));
    });
    return Collections.unmodifiableMap(normal);
  }

  private static List<@Nullable Object> list(List<?> list, int depth) {
    demandShallow(depth);
    var normal = new ArrayList<@Nullable Object>(list.size());
    list.forEach(value -> normal.add(normal(value, depth)));
    return Collections.unmodifiableList(normal);
  }

  /** Appends the JSON of a value in normal form. */
  public static void write(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case String text -> writeText(out, text);
      case Map<?, ?> map -> {
        char separator = '{';
        for (var entry : map.entrySet()) {
          writeText(out.append(separator), (String) entry.getKey());
          write(out.append(':'), entry.getValue());
          separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
      }
      case List<?> list -> {
        char separator = '[';
        for (var member : list) {
          write(out.append(separator), member);
          separator = ',';
        }
        out.append(separator == '[' ? "[]" : "]");
      }
      case null -> out.append("null");
      default -> out.append(value);
    }
  }

  private static void writeText(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c < ' ' || c == 0x7f || lonely(text, i)) {
        out.append("\\u").append(Character.forDigit(c >> 12, 16));
        out.append(Character.forDigit(c >> 8 & 15, 16));
        out.append(Character.forDigit(c >> 4 & 15, 16));
        out.append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** Half a pair of surrogates, which UTF-8 cannot say. */
  private static boolean lonely(String text, int i) {
    char c = text.charAt(i);
    if (!Character.isSurrogate(c)) {
      return false;
    }
    return Character.isHighSurrogate(c)
        ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
        : i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
  }

  /**
   * The value that a text is, in normal form.
   *
   * @throws JacksonException if it is no JSON
   * @throws IllegalStateException if it is empty
   */
  public static @Nullable Object read(String text) {
    try (var json = Line.JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      return read(json);
    }
  }

  /** The value at the parser's current token, in normal form. */
  public static @Nullable Object read(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> json.getNumberValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case START_OBJECT -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          var name = json.currentName();
          json.nextToken();
          map.put(name, read(json));
        }
        yield Collections.unmodifiableMap(map);
      }
      case START_ARRAY -> {
        var list = new ArrayList<@Nullable Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(read(json));
        }
        yield Collections.unmodifiableList(list);
      }
      case null, default -> throw new IllegalStateException("no value at " + json.currentToken());
    };
  }

  /** What is wrong with a text that is no JSON, after the column if that is known. */
  public static String problem(JacksonException e) {
    var where = e.getLocation();
    return where == null || where.getColumnNr() < 1
        ? e.getOriginalMessage()
        : "column " + where.getColumnNr() + ": " + e.getOriginalMessage();
  }
}
