package execo.internal.taktuk;

import execo.internal.shell.ShellWords;
import execo.spi.RemoteCommand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The Perl script that TakTuk runs on each host around the command; it says how they speak. */
final class Agent {
  private static final String SCRIPT = Scripts.load("agent.pl");

  private Agent() {}

  /**
   * The line for TakTuk to run on a host.
   *
   * @throws IllegalArgumentException if something in the command holds the NUL character
   */
  static String commandLine(RemoteCommand command) {
    var flags = (command.stdin() ? "i" : "") + (command.detached() ? "d" : "");
    var directory = command.directory() == null ? "" : command.directory();
    var fields = new ArrayList<>(List.of(flags, directory, command.command()));
    command.environment().forEach((name, value) -> fields.add(name + "=" + value));
    if (fields.stream().anyMatch(field -> field.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("a command for a host cannot hold the NUL character");
    }
    return call(String.join("\0", fields));
  }

  /** The same for a script of {@code /bin/sh}. */
  static String scriptLine(String script, boolean stdin) {
    return call((stdin ? "is" : "s") + "\0\0" + script);
  }

  private static String call(String argument) {
    return "exec perl -e "
        + ShellWords.quote(SCRIPT)
        + " "
        + Base64.getEncoder().encodeToString(argument.getBytes(StandardCharsets.UTF_8));
  }
}
