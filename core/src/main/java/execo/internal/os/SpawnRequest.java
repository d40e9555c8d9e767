package execo.internal.os;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to start: a program with its arguments, in an environment and a directory.
 *
 * @param argv the program, looked up in the {@code PATH} of {@code environment} unless it has a
 *     slash, and its arguments; a relative program is resolved after the change of directory
 * @param environment the child's whole environment
 * @param directory where it starts, or null for this program's own directory
 * @param stdin whether its standard input is a pipe to be written to; otherwise it is {@code
 *     /dev/null}
 * @param pty whether its stdin and stdout are a pseudo-terminal; stderr stays a pipe. Such a child
 *     can always be written to.
 * @param guarded whether it is ended when this program ends
 */
public record SpawnRequest(
    List<String> argv,
    Map<String, String> environment,
    @Nullable Path directory,
    boolean stdin,
    boolean pty,
    boolean guarded) {

  public SpawnRequest {
    argv = List.copyOf(argv);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("empty command");
    }
    environment = Map.copyOf(environment);
  }

  /** What is to be started under guard. */
  public SpawnRequest(
      List<String> argv,
      Map<String, String> environment,
      @Nullable Path directory,
      boolean stdin,
      boolean pty) {
    this(argv, environment, directory, stdin, pty, true);
  }
}
