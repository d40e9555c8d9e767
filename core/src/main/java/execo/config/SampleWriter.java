package execo.config;

import execo.host.ConnectionParams;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the sample of the configuration file. A line that starts with {@code #} and no blank after
 * it is a setting; removing the {@code #} sets it.
 */
final class SampleWriter {
  private static final int WIDTH = 96;

  private final StringBuilder out = new StringBuilder();

  private SampleWriter() {}

  static String write() {
    var sample = new SampleWriter();
    sample.comment(
        "",
        "Configuration of execo: copy it to ~/.config/execo/execo.yaml, or name it in EXECO_CONFIG."
            + " Every setting is shown with its default; remove the '#' before one to change it.");
    sample.section("execo", "The program itself.", ExecoSettings.ALL);
    ConnectionParams defaults = ConnectionParams.defaults();
    sample.connection("connection", "How to connect to hosts.", defaults, true);
    sample.connection(
        "frontend-connection",
        "How to connect to Grid'5000's frontends: the settings of 'connection', and these.",
        G5kConnections.frontend(Configuration.defaults()),
        false);
    sample.connection(
        "oarsh-connection",
        "How to connect to reserved nodes of Grid'5000: the settings of 'connection', and these.",
        G5kConnections.OARSH,
        false);
    sample.section("g5k", "Grid'5000.", G5kKeys.ALL);
    return sample.out.toString();
  }

  private void section(String name, String meaning, List<Setting<?>> settings) {
    header(name, meaning);
    for (Setting<?> setting : settings) {
      setting(setting);
    }
  }

  private <T> void setting(Setting<T> setting) {
    SettingType<T> type = setting.type();
    comment("  ", setting.meaning() + " Accepted: " + type.accepted() + ".");
    line(setting.key(), type.write(setting.defaultValue()));
  }

  private void connection(String name, String meaning, ConnectionParams defaults, boolean all) {
    header(name, meaning);
    for (ConnectionSetting<?> setting : ConnectionSettings.ALL) {
      String value = setting.show(defaults);
      if (all || value != null) {
        connectionSetting(setting, value, all);
      }
    }
    if (!all) {
      comment("  ", "Every other setting of 'connection' can stand here too.");
    }
  }

  private void connectionSetting(
      ConnectionSetting<?> setting, @Nullable String value, boolean explain) {
    if (explain) {
      String unset = value == null ? " Not set by default; for example:" : "";
      comment("  ", setting.meaning() + " Accepted: " + setting.type().accepted() + "." + unset);
    }
    line(setting.key(), value == null ? ScalarType.quote(setting.example()) : value);
  }

  private void header(String name, String meaning) {
    out.append('\n');
    comment("", meaning);
    out.append(name).append(":\n");
  }

  private void line(String key, String value) {
    out.append("  #").append(key).append(": ").append(value).append('\n');
  }

  private void comment(String indent, String text) {
    var line = new StringBuilder(indent).append('#');
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        out.append(line).append('\n');
        line = new StringBuilder(indent).append('#');
      }
      line.append(' ').append(word);
    }
    out.append(line).append('\n');
  }
}
