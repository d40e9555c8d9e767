package execo.config;

import execo.host.ConnectionParams;
import java.util.List;

/** Writes a configuration with all its values, in the form of a configuration file. */
final class SettingsWriter {
  private final Configuration configuration;
  private final StringBuilder out = new StringBuilder();

  private SettingsWriter(Configuration configuration) {
    this.configuration = configuration;
  }

  static String write(Configuration configuration) {
    var writer = new SettingsWriter(configuration);
    writer.section("execo", ExecoSettings.ALL);
    writer.connection("connection", configuration.connection());
    writer.connection("frontend-connection", configuration.frontendConnection());
    writer.connection("oarsh-connection", configuration.oarshConnection());
    writer.section("g5k", G5kKeys.ALL);
    return writer.out.toString();
  }

  private void section(String name, List<Setting<?>> settings) {
    out.append(name).append(":\n");
    settings.forEach(this::setting);
  }

  private <T> void setting(Setting<T> setting) {
    line(setting.key(), setting.type().write(configuration.get(setting)));
  }

  private void connection(String name, ConnectionParams params) {
    out.append(name).append(":\n");
    for (ConnectionSetting<?> setting : ConnectionSettings.ALL) {
      String value = setting.show(params);
      if (value != null) {
        line(setting.key(), value);
      }
    }
  }

  private void line(String key, String value) {
    out.append("  ").append(key).append(": ").append(value).append('\n');
  }
}
