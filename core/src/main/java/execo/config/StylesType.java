package execo.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The looks of the styles: those that the file sets, laid over the defaults. */
final class StylesType implements SettingType<Map<String, String>> {
  static final StylesType INSTANCE = new StylesType();
  static final Map<String, String> DEFAULTS = defaults();

  private static final List<String> COLORS =
      List.of("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white");
  private static final List<String> EFFECTS =
      List.of("plain", "bold", "dim", "italic", "underline", "blink", "reverse");

  private StylesType() {}

  private static Map<String, String> defaults() {
    var styles = new LinkedHashMap<String, String>();
    styles.put("host", "bold magenta");
    styles.put("emph", "bold");
    styles.put("command", "bold blue");
    styles.put("user1", "bold on-magenta");
    styles.put("user2", "bold on-green");
    styles.put("user3", "bold on-cyan");
    styles.put("report-warn", "magenta");
    styles.put("report-error", "bold red");
    styles.put("error", "bold red");
    styles.put("warning", "magenta");
    styles.put("info", "green");
    styles.put("detail", "cyan");
    styles.put("trace", "blue");
    styles.put("debug", "dim");
    styles.put("framework-debug", "dim");
    styles.put("io-debug", "dim");
    return Collections.unmodifiableMap(styles);
  }

  @Override
  public Map<String, String> read(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      throw new IllegalArgumentException("not a mapping");
    }
    var styles = new LinkedHashMap<>(DEFAULTS);
    mapping
        .entries()
        .forEach((name, entry) -> {
          if (!DEFAULTS.containsKey(name)) {
            throw new IllegalArgumentException(
                "unknown style '%s' (known are %s)"
                    .formatted(name, String.join(", ", DEFAULTS.keySet())));
          }
          styles.put(name, attributes(ScalarType.text(entry.value()).strip()));
        });
    return Collections.unmodifiableMap(styles);
  }

  private static String attributes(String text) {
    var words = text.split("\\s+", -1);
    for (String word : words) {
      String color = word.startsWith("on-") ? word.substring(3) : word;
      if (!COLORS.contains(color) && !EFFECTS.contains(word)) {
        throw new IllegalArgumentException("unknown attribute '" + word + "'");
      }
    }
    return String.join(" ", words);
  }

  @Override
  public String write(Map<String, String> value) {
    return ListTypes.TEXT_MAP.write(value);
  }

  @Override
  public String accepted() {
    return "a mapping of styles to attributes: colours "
        + String.join(", ", COLORS)
        + ", these after on- for the background, and "
        + String.join(", ", EFFECTS);
  }
}
