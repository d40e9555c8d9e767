package execo.internal.ssh.openssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** The shell scripts that are sent to hosts, each as one line. */
final class Scripts {
  static final String SUPERVISOR = load("supervisor.sh");
  static final String WATCHER = load("watcher.sh");

  private Scripts() {}

  private static String load(String name) {
    try (var resource = Scripts.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      var line = new StringJoiner("; ");
      new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(statement -> !statement.startsWith("#"))
          .forEach(line::add);
      return line.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
