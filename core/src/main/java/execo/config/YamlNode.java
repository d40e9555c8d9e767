package execo.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a YAML file that knows its line, counted from 1. */
sealed interface YamlNode {
  int line();

  /** A text, number or truth value as it was written; null for an empty one. */
  record Scalar(@Nullable String text, int line) implements YamlNode {}

  /** A list. */
  record Sequence(List<YamlNode> elements, int line) implements YamlNode {}

  /** A mapping, in the order of the file. */
  record Mapping(Map<String, Entry> entries, int line) implements YamlNode {}

  /** A value and the line of its key. */
  record Entry(YamlNode value, int line) {}
}
