package execo.internal.taktuk;

import execo.internal.shell.ShellWords;
import execo.spi.RemoteCommand;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The Perl script that TakTuk runs on each host around the command; it says how they speak. */
final class Agent {
  private static final String SCRIPT = Scripts.load("agent.pl");

  private Agent() {}

  /** The line for TakTuk to run on a host. */
  static String commandLine(RemoteCommand command) {
    var flags = (command.stdin() ? "i" : "") + (command.detached() ? "d" : "");
    var directory = command.directory() == null ? "" : command.directory();
    var variables = new StringBuilder();
    command
        .environment()
        .forEach((name, value) -> variables.append('\0').append(name).append('=').append(value));
    return call(flags + "\0" + directory + "\0" + command.command() + variables);
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
