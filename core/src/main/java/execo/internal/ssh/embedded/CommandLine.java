package execo.internal.ssh.embedded;

import execo.internal.shell.ShellWords;
import execo.spi.RemoteCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line that a host's login shell gets for a command: its environment and directory, then the
 * command as it is.
 *
 * <p>A further variable, {@value #MARK}, names the command. It stands in the line and so in the
 * shell's arguments, and in the environment of all that the shell starts: by it the processes of a
 * command are found on the host.
 */
final class CommandLine {
  static final String MARK = "EXECO_COMMAND";

  /** What every shell takes for itself without quotes. */
  private static final Pattern PLAIN = Pattern.compile("(?!=)[A-Za-z0-9_./:,+@%=-]*");

  private static final Pattern PLAIN_DIRECTORY =
      Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9_./-]*|/.*");

  private CommandLine() {}

  static String of(RemoteCommand command, String mark) {
    Map<String, String> environment = new LinkedHashMap<>(command.environment());
    environment.put(MARK, mark);
    var directory = command.directory();
    return isPlain(environment, directory)
        ? plain(environment, directory) + command.command()
        : wrapped(environment, directory, command.command());
  }

  private static boolean isPlain(Map<String, String> environment, @Nullable String directory) {
    return environment.values().stream().allMatch(value -> PLAIN.matcher(value).matches())
        && (directory == null
            || (PLAIN.matcher(directory).matches()
                && PLAIN_DIRECTORY.matcher(directory).matches()));
  }

  /**
   * For POSIX shells and fish {@code export}, for csh and tcsh {@code setenv}: only these have a
   * variable {@code shell}. It costs no process.
   */
  private static String plain(Map<String, String> environment, @Nullable String directory) {
    var line = new StringBuilder();
    environment.forEach((name, value) ->
        line.append("test -n \"$shell\" && setenv ")
            .append(name)
            .append(' ')
            .append(value)
            .append(" || export ")
            .append(name)
            .append('=')
            .append(value)
            .append("; "));
    if (directory != null) {
      line.append("cd ")
          .append(directory.startsWith("/") ? "" : "./")
          .append(directory)
          .append(" || exit 1; ");
    }
    return line.toString();
  }

  private static String wrapped(
      Map<String, String> environment, @Nullable String directory, String command) {
    var script = new StringBuilder();
    environment.forEach((name, value) ->
        script
            .append(name)
            .append('=')
            .append(ShellWords.quote(value))
            .append("; export ")
            .append(name)
            .append("; "));
    if (directory != null) {
      script.append("cd -- ").append(ShellWords.quote(directory)).append(" || exit 1; ");
    }
    script.append("exec \"${SHELL:-/bin/sh}\" -c ").append(ShellWords.quote(command));
    return "exec /bin/sh -c " + ShellWords.quote(script.toString());
  }
}
