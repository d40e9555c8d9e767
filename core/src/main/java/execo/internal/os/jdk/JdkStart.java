package execo.internal.os.jdk;

import execo.internal.os.Errno;
import execo.internal.os.ProgramSearch;
import execo.internal.os.SpawnRequest;
import execo.internal.os.StartFailure;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The start of one child: the process, or a sentence why there is none. */
final class JdkStart {
  /** The pipes that guards wait on: they stay open for as long as the program lives. */
  private static final Set<Process> GUARDS = ConcurrentHashMap.newKeySet();

  private static final File DEV_NULL = new File("/dev/null");
  private static final Pattern ERROR = Pattern.compile("error[:=] ?(\\d+)");

  private JdkStart() {}

  /**
   * Starts a process.
   *
   * @throws IOException with the reason as its message
   */
  static Process start(SpawnRequest request) throws IOException {
    if (request.pty()) {
      throw new IOException(
          StartFailure.sentence(request, "the engine \"jdk\" has no pseudo-terminals"));
    }
    String path = ProgramSearch.find(request);
    if (path == null) {
      throw new IOException(StartFailure.notFound(request));
    }
    try {
      return builder(request, path).start();
    } catch (IOException e) {
      throw new IOException(reason(request, path, String.valueOf(e.getMessage())), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(StartFailure.sentence(request, String.valueOf(e.getMessage())), e);
    }
  }

  /** Starts the guard. */
  static void launchGuard(SpawnRequest request) throws IOException {
    ProcessBuilder builder = builder(request, request.argv().getFirst());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    GUARDS.add(builder.start());
  }

  private static ProcessBuilder builder(SpawnRequest request, String path) {
    List<String> argv = new ArrayList<>(request.argv());
    argv.set(0, path);
    ProcessBuilder builder = new ProcessBuilder(argv);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(request.environment());
    if (request.directory() != null) {
      builder.directory(request.directory().toFile());
    }
    if (!request.stdin()) {
      builder.redirectInput(DEV_NULL);
    }
    return builder;
  }

  private static String reason(SpawnRequest request, String path, String message) {
    if (message.contains("Too many open files")) {
      return StartFailure.openFiles(request, -1);
    }
    Matcher error = ERROR.matcher(message);
    if (!error.find()) {
      return StartFailure.sentence(request, message);
    }
    int number = Integer.parseInt(error.group(1));
    return number == Errno.EAGAIN
        ? StartFailure.processes(request, -1)
        : StartFailure.reason(request, path, number, message);
  }
}
