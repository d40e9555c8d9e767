package execo.internal.ssh.embedded;

import execo.internal.shell.ShellWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** The shell scripts that run on hosts, each as a command line. */
final class Scripts {
  /** Ends the commands of a connection when that ends. */
  static final String LEASH = line("leash.sh", "find.sh", "end.sh");

  /** Sends a signal to a command of another channel. */
  static final String SIGNAL = line("find.sh", "signal.sh");

  private Scripts() {}

  private static String line(String... names) {
    var script = new StringJoiner("; ");
    for (var name : names) {
      load(name).lines().filter(line -> !line.startsWith("#")).forEach(script::add);
    }
    return "exec /bin/sh -c " + ShellWords.quote(script.toString());
  }

  private static String load(String name) {
    try (var resource = Scripts.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
