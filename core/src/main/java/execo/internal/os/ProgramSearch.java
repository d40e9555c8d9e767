package execo.internal.os;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** Finds programs as a shell would that runs in the child's environment and directory. */
public final class ProgramSearch {
  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  private ProgramSearch() {}

  /**
   * The path of the program of a request, as the child is to be given it; null if no directory of
   * its {@code PATH} has such an executable file. A program with a slash is not searched for.
   */
  public static @Nullable String find(SpawnRequest request) {
    String program = request.argv().getFirst();
    if (program.indexOf('/') >= 0) {
      return program;
    }
    if (program.isEmpty()) {
      return null;
    }
    String path = path(request);
    for (int start = 0; start <= path.length(); ) {
      int end = path.indexOf(':', start);
      if (end < 0) {
        end = path.length();
      }
      String candidate =
          end == start ? "./".concat(program) : path.substring(start, end) + "/" + program;
      File file = resolve(request, candidate);
      if (file.canExecute() && file.isFile()) {
        return candidate;
      }
      start = end + 1;
    }
    return null;
  }

  /** The search path of the child. */
  static String path(SpawnRequest request) {
    String path = request.environment().get("PATH");
    return path == null ? DEFAULT_PATH : path;
  }

  /** The file that a path means in the child's directory. */
  static File resolve(SpawnRequest request, String path) {
    return request.directory() == null || path.startsWith("/")
        ? new File(path)
        : new File(request.directory().toString(), path);
  }
}
