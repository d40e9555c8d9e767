package execo.config;

import execo.host.ConnectionParams;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a configuration of a YAML document, by the tables of settings. */
final class ConfigurationParser {
  private final String file;
  private final Map<Setting<?>, Object> values = new HashMap<>();
  private ConnectionParams connection = ConnectionParams.none();
  private ConnectionParams frontend = ConnectionParams.none();
  private ConnectionParams oarsh = ConnectionParams.none();

  private ConfigurationParser(String file) {
    this.file = file;
  }

  static Configuration parse(String file, Reader text) {
    var parser = new ConfigurationParser(file);
    parser.document(YamlReader.read(file, text));
    return new Configuration(
        Map.copyOf(parser.values), parser.connection, parser.frontend, parser.oarsh);
  }

  private void document(@Nullable YamlNode document) {
    if (document == null) {
      return;
    }
    for (Map.Entry<String, YamlNode.Entry> section : entries("", document).entrySet()) {
      String name = section.getKey();
      var settings = entries(name, section.getValue().value());
      switch (name) {
        case "execo" -> read(name, settings, ExecoSettings.ALL);
        case "connection" -> connection = readConnection(name, settings);
        case "frontend-connection" -> frontend = readConnection(name, settings);
        case "oarsh-connection" -> oarsh = readConnection(name, settings);
        case "g5k" -> {
          read(name, settings, G5kKeys.ALL);
          checkOneEnvironment(settings);
        }
        default ->
            throw wrong(
                section.getValue().line(),
                name,
                "unknown section; accepted are execo, connection, frontend-connection,"
                    + " oarsh-connection and g5k");
      }
    }
  }

  private Map<String, YamlNode.Entry> entries(String name, YamlNode node) {
    return switch (node) {
      case YamlNode.Mapping mapping -> mapping.entries();
      case YamlNode.Scalar(var text, _) when text == null -> Map.of();
      case YamlNode.Scalar _, YamlNode.Sequence _ ->
          throw wrong(
              node.line(),
              name,
              name.isEmpty()
                  ? "not a configuration; accepted are sections with settings"
                  : "not a section; accepted are settings, as 'key: value'");
    };
  }

  private void read(String section, Map<String, YamlNode.Entry> settings, List<Setting<?>> table) {
    settings.forEach((key, entry) -> {
      for (Setting<?> setting : table) {
        if (setting.key().equals(key)) {
          values.put(setting, value(section, setting.key(), setting.type(), entry));
          return;
        }
      }
      var known = new ArrayList<String>();
      table.forEach(setting -> known.add(setting.key()));
      throw unknown(section, key, entry, known);
    });
  }

  private ConnectionParams readConnection(String section, Map<String, YamlNode.Entry> settings) {
    ConnectionParams params = ConnectionParams.none();
    for (Map.Entry<String, YamlNode.Entry> each : settings.entrySet()) {
      ConnectionSetting<?> found = null;
      for (ConnectionSetting<?> setting : ConnectionSettings.ALL) {
        if (setting.key().equals(each.getKey())) {
          found = setting;
        }
      }
      if (found == null) {
        var known = new ArrayList<String>();
        ConnectionSettings.ALL.forEach(setting -> known.add(setting.key()));
        throw unknown(section, each.getKey(), each.getValue(), known);
      }
      params = apply(section, found, params, each.getValue());
    }
    return params;
  }

  private <T> ConnectionParams apply(
      String section, ConnectionSetting<T> setting, ConnectionParams params, YamlNode.Entry entry) {
    T value = value(section, setting.key(), setting.type(), entry);
    return setting.writer().apply(params, value);
  }

  private <T> T value(String section, String key, SettingType<T> type, YamlNode.Entry entry) {
    try {
      return type.read(entry.value());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "%s:%s: %s.%s: %s; accepted is %s"
              .formatted(file, entry.line(), section, key, firstLine(e), type.accepted()),
          e);
    }
  }

  private void checkOneEnvironment(Map<String, YamlNode.Entry> settings) {
    YamlNode.Entry second = settings.get(G5kKeys.DEFAULT_ENV_FILE.key());
    if (second != null && isSet(G5kKeys.DEFAULT_ENV_FILE) && isSet(G5kKeys.DEFAULT_ENV_NAME)) {
      throw wrong(
          second.line(),
          "g5k.default-env-file",
          "set together with default-env-name; accepted is one of them");
    }
  }

  private boolean isSet(Setting<?> setting) {
    return values.get(setting) instanceof Optional<?> value && value.isPresent();
  }

  private ConfigurationException unknown(
      String section, String key, YamlNode.Entry entry, List<String> known) {
    return wrong(
        entry.line(),
        section + "." + key,
        "unknown setting; accepted are " + String.join(", ", known));
  }

  private ConfigurationException wrong(int line, String key, String what) {
    String where = file + ":" + line + ": ";
    return new ConfigurationException(where + (key.isEmpty() ? "" : key + ": ") + what);
  }

  /** A malformed regular expression explains itself over several lines. */
  private static String firstLine(IllegalArgumentException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return (end < 0 ? message : message.substring(0, end)).strip();
  }
}
