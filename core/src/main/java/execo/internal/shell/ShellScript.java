package execo.internal.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Shell scripts among the resources. */
public final class ShellScript {
  private ShellScript() {}

  /**
   * The script of this name beside a class, as one line that any login shell passes on: its lines,
   * each a statement, joined by semicolons, without those that begin with {@code #}.
   */
  public static String line(Class<?> neighbour, String name) {
    try (var resource = neighbour.getResourceAsStream(name)) {
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
