package execo.internal.taktuk;

import execo.internal.shell.ShellWords;
import execo.spi.RemoteCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;

/** The Perl script that TakTuk runs on each host around the command; it says how they speak. */
final class Agent {
  private static final String SCRIPT = load();

  private Agent() {}

  /** The line for TakTuk to run on a host. */
  static String commandLine(RemoteCommand command) {
    var call = new StringBuilder();
    if (command.stdin()) {
      call.append('i');
    }
    if (command.detached()) {
      call.append('d');
    }
    call.append('\0')
        .append(command.directory() == null ? "" : command.directory())
        .append('\0')
        .append(command.command());
    command
        .environment()
        .forEach((name, value) -> call.append('\0').append(name).append('=').append(value));
    return "exec perl -e "
        + ShellWords.quote(SCRIPT)
        + " "
        + Base64.getEncoder().encodeToString(call.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String load() {
    try (var resource = Agent.class.getResourceAsStream("agent.pl")) {
      if (resource == null) {
        throw new IllegalStateException("missing resource agent.pl");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(String::strip)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
