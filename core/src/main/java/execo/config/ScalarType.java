package execo.config;

import java.util.function.Function;

/** A setting that is one text, number or truth value. */
record ScalarType<T>(String accepted, Function<String, T> reader, Function<T, String> writer)
    implements SettingType<T> {

  @Override
  public T read(YamlNode node) {
    return reader.apply(text(node));
  }

  @Override
  public String write(T value) {
    return quote(writer.apply(value));
  }

  static String text(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar(var text, _) when text != null -> text;
      case YamlNode.Scalar _ -> throw new IllegalArgumentException("no value");
      case YamlNode.Sequence _ -> throw new IllegalArgumentException("a list instead of one value");
      case YamlNode.Mapping _ ->
          throw new IllegalArgumentException("a mapping instead of one value");
    };
  }

  /** A YAML scalar that is read as this very text: plain where that is safe, else quoted. */
  static String quote(String text) {
    boolean plain = !text.isEmpty() && !text.startsWith("-") && !text.equals("null");
    for (int i = 0; plain && i < text.length(); i++) {
      char c = text.charAt(i);
      plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "./_+-".indexOf(c) >= 0;
    }
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }
}
