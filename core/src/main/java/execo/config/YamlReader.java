package execo.config;

import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads one YAML document; aliases and repeated keys are refused. */
final class YamlReader {
  private final String file;
  private final YAMLParser parser;

  private YamlReader(String file, YAMLParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * The document of a text, or null if there is none.
   *
   * @throws ConfigurationException if it is malformed or cannot be read
   */
  static @Nullable YamlNode read(String file, Reader text) {
    try (var parser =
        (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
      return new YamlReader(file, parser).document();
    } catch (JacksonException e) {
      throw malformed(file, e);
    }
  }

  /** Says where and what, but shows no piece of the file, which may hold secrets. */
  private static ConfigurationException malformed(String file, JacksonException e) {
    int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    String problem = e.getOriginalMessage();
    if (e.getCause() instanceof MarkedYamlEngineException marked) {
      line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(line);
      problem = marked.getProblem();
    } else if (e.getCause() != null) {
      problem = String.valueOf(e.getCause().getMessage());
    }
    return new ConfigurationException(
        "%s:%s: malformed YAML: %s"
            .formatted(file, Math.max(1, line), problem.strip().replaceAll("\\s*\\R\\s*", " ")),
        e);
  }

  private @Nullable YamlNode document() {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return null;
    }
    YamlNode document = node(first);
    if (parser.nextToken() != null) {
      throw wrong(line(), "a second document; accepted is one");
    }
    return document;
  }

  private YamlNode node(JsonToken token) {
    int line = line();
    if (parser.isCurrentAlias()) {
      throw wrong(line, "an alias; accepted is the value written out");
    }
    return switch (token) {
      case START_OBJECT -> mapping(line);
      case START_ARRAY -> sequence(line);
      case VALUE_NULL -> new YamlNode.Scalar(null, line);
      default -> new YamlNode.Scalar(parser.getString(), line);
    };
  }

  private YamlNode sequence(int line) {
    List<YamlNode> elements = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      elements.add(node(t));
    }
    return new YamlNode.Sequence(elements, line);
  }

  private YamlNode mapping(int line) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_OBJECT; t = parser.nextToken()) {
      String key = parser.currentName();
      int keyLine = line();
      YamlNode value = node(parser.nextToken());
      YamlNode.Entry earlier = entries.put(key, new YamlNode.Entry(value, keyLine));
      if (earlier != null) {
        throw wrong(keyLine, key + ": set twice, first at line " + earlier.line());
      }
    }
    return new YamlNode.Mapping(entries, line);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private ConfigurationException wrong(int line, String what) {
    return new ConfigurationException(file + ":" + line + ": " + what);
  }
}
