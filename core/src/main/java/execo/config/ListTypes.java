package execo.config;

import execo.host.RewriteRules;
import execo.internal.shell.ShellWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The types of settings that have several parts. */
final class ListTypes {
  /** A command or options: a list of words, or a line that is cut as a shell cuts it. */
  static final SettingType<List<String>> WORDS = new Words();

  static final SettingType<UnaryOperator<String>> REWRITE = new Rewrite();

  static final SettingType<Map<String, String>> TEXT_MAP =
      map(new ScalarType<>("a text", text -> text, text -> text), "a mapping of names to texts");

  private ListTypes() {}

  private static final class Words implements SettingType<List<String>> {
    @Override
    public List<String> read(YamlNode node) {
      if (!(node instanceof YamlNode.Sequence sequence)) {
        return ShellWords.split(ScalarType.text(node));
      }
      var words = new ArrayList<String>();
      for (YamlNode element : sequence.elements()) {
        words.add(ScalarType.text(element));
      }
      return List.copyOf(words);
    }

    @Override
    public String write(List<String> value) {
      return ScalarType.quote(ShellWords.quote(value));
    }

    @Override
    public String accepted() {
      return "a line of words, quoted as in a shell, or a list of words";
    }
  }

  private static final class Rewrite implements SettingType<UnaryOperator<String>> {
    @Override
    public UnaryOperator<String> read(YamlNode node) {
      if (!(node instanceof YamlNode.Sequence sequence)) {
        throw new IllegalArgumentException("not a list of rules");
      }
      var rules = new ArrayList<RewriteRules.Rule>();
      for (YamlNode element : sequence.elements()) {
        if (!(element instanceof YamlNode.Mapping(Map<String, YamlNode.Entry> rule, _))
            || !rule.keySet().equals(Set.of("match", "to"))) {
          throw new IllegalArgumentException("a rule is a mapping with 'match' and 'to'");
        }
        String match = ScalarType.text(Objects.requireNonNull(rule.get("match")).value());
        String to = ScalarType.text(Objects.requireNonNull(rule.get("to")).value());
        rules.add(new RewriteRules.Rule(match, to));
      }
      return new RewriteRules(rules);
    }

    @Override
    public String write(UnaryOperator<String> value) {
      var out = new StringBuilder("[");
      if (value instanceof RewriteRules(List<RewriteRules.Rule> rules)) {
        for (RewriteRules.Rule rule : rules) {
          out.append(out.length() == 1 ? "" : ", ")
              .append("{match: ")
              .append(ScalarType.quote(rule.match()))
              .append(", to: ")
              .append(ScalarType.quote(rule.to()))
              .append('}');
        }
      }
      return out.append(']').toString();
    }

    @Override
    public String accepted() {
      return "a list of rules {match: REGEX, to: REPLACEMENT}";
    }
  }

  /** A mapping of names to values of a type. */
  static <T> SettingType<Map<String, T>> map(SettingType<T> type, String accepted) {
    return new MapType<>(type, accepted);
  }

  private record MapType<T>(SettingType<T> type, String accepted)
      implements SettingType<Map<String, T>> {
    @Override
    public Map<String, T> read(YamlNode node) {
      if (!(node instanceof YamlNode.Mapping mapping)) {
        throw new IllegalArgumentException("not a mapping");
      }
      var map = new LinkedHashMap<String, T>();
      mapping.entries().forEach((key, entry) -> map.put(key, type.read(entry.value())));
      return Collections.unmodifiableMap(map);
    }

    @Override
    public String write(Map<String, T> value) {
      var out = new StringBuilder("{");
      value.forEach((key, each) ->
          out.append(out.length() == 1 ? "" : ", ")
              .append(ScalarType.quote(key))
              .append(": ")
              .append(type.write(each)));
      return out.append('}').toString();
    }
  }
}
