package execo.internal.os;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a program could not be started and says it in a sentence. The operating system
 * gives only a number, which stands for several reasons; they are looked for afterwards.
 */
public final class StartFailure {
  /** The kernel's limit of one argument or variable, with its final NUL, in bytes. */
  private static final int STRING_LIMIT = 128 * 1024;

  private final SpawnRequest request;
  private final String program;

  private StartFailure(SpawnRequest request) {
    this.request = request;
    this.program = request.argv().getFirst();
  }

  /** Loads what is needed to tell a failure, which cannot be done when no file can be opened. */
  public static void prepare() {
    // To call this is to load the class.
  }

  /** The reason when no directory of {@code PATH} has the program. */
  public static String notFound(SpawnRequest request) {
    return new StartFailure(request).notFound();
  }

  /**
   * The reason of a failed start.
   *
   * @param path what was to be executed
   * @param error the {@code errno}
   * @param meaning what the C library calls it
   */
  public static String reason(SpawnRequest request, String path, int error, String meaning) {
    StartFailure failure = new StartFailure(request);
    String reason =
        switch (error) {
          case Errno.ENOENT, Errno.ENOTDIR -> failure.missing(path);
          case Errno.EACCES -> failure.denied(path);
          case Errno.ENOEXEC ->
              "it is neither a program of this machine nor a script that begins with #!";
          case Errno.E2BIG -> failure.tooLong();
          default -> null;
        };
    return failure.sentence(reason == null ? meaning : reason);
  }

  /** The reason when there are no more descriptors; a negative limit is not known. */
  public static String openFiles(SpawnRequest request, long limit) {
    return new StartFailure(request).limit("open files", 'n', limit, "");
  }

  /** The reason when there may be no more processes; a negative limit is not known. */
  public static String processes(SpawnRequest request, long limit) {
    return new StartFailure(request)
        .limit("processes", 'u', limit, ", or that of the container or the machine,");
  }

  private String limit(String what, char option, long limit, String more) {
    String value = limit < 0 ? "" : " = " + limit;
    return sentence(
        "the limit of " + what + " (ulimit -" + option + value + ")" + more + " is reached");
  }

  /** A sentence about the program of a request. */
  public static String sentence(SpawnRequest request, String reason) {
    return new StartFailure(request).sentence(reason);
  }

  private String sentence(String reason) {
    return "cannot start " + program + ": " + reason;
  }

  private String notFound() {
    String directory = directoryProblem();
    if (directory != null) {
      return sentence(directory);
    }
    return program.isEmpty()
        ? sentence("the name of the program is empty")
        : sentence("there is no such program in PATH (" + ProgramSearch.path(request) + ")");
  }

  private @Nullable String directoryProblem() {
    if (request.directory() == null) {
      return null;
    }
    File directory = request.directory().toFile();
    if (!directory.exists()) {
      return "its working directory " + directory + " does not exist";
    }
    if (!directory.isDirectory()) {
      return "its working directory " + directory + " is not a directory";
    }
    return directory.canExecute()
        ? null
        : "its working directory " + directory + " is not accessible";
  }

  private @Nullable String missing(String path) {
    String directory = directoryProblem();
    if (directory != null) {
      return directory;
    }
    File file = ProgramSearch.resolve(request, path);
    if (!file.exists()) {
      return "the file " + file + " does not exist";
    }
    String interpreter = interpreter(file);
    if (interpreter != null && !ProgramSearch.resolve(request, interpreter).exists()) {
      return "its interpreter " + interpreter + " (first line of " + file + ") does not exist";
    }
    return interpreter == null
        ? "the dynamic loader that " + file + " asks for does not exist"
        : null;
  }

  private @Nullable String denied(String path) {
    String directory = directoryProblem();
    if (directory != null) {
      return directory;
    }
    File file = ProgramSearch.resolve(request, path);
    if (file.isDirectory()) {
      return file + " is a directory";
    }
    if (!file.exists()) {
      return "a directory on the way to " + file + " is not accessible";
    }
    if (!file.canExecute()) {
      return "the file " + file + " is not executable (permission denied)";
    }
    String interpreter = interpreter(file);
    if (interpreter != null && !ProgramSearch.resolve(request, interpreter).canExecute()) {
      return "its interpreter " + interpreter + " (first line of " + file + ") is not executable";
    }
    return null;
  }

  private static @Nullable String interpreter(File file) {
    byte[] start;
    try (var in = new FileInputStream(file)) {
      start = in.readNBytes(256);
    } catch (IOException unreadable) {
      return null;
    }
    if (start.length < 3 || start[0] != '#' || start[1] != '!') {
      return null;
    }
    String line = new String(start, 2, start.length - 2, StandardCharsets.ISO_8859_1);
    int end = line.indexOf('\n');
    String name = (end < 0 ? line : line.substring(0, end)).strip();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == ' ' || name.charAt(i) == '\t') {
        return name.substring(0, i);
      }
    }
    return name;
  }

  private String tooLong() {
    long total = 0;
    List<String> argv = request.argv();
    for (int i = 0; i < argv.size(); i++) {
      int size = size(argv.get(i));
      if (size >= STRING_LIMIT) {
        return "argument "
            + i
            + " has "
            + size
            + " bytes, the limit for one is "
            + (STRING_LIMIT - 1);
      }
      total += size + 1L;
    }
    for (Map.Entry<String, String> entry : request.environment().entrySet()) {
      int size = size(entry.getKey()) + 1 + size(entry.getValue());
      if (size >= STRING_LIMIT) {
        return "the environment variable "
            + entry.getKey()
            + " has "
            + size
            + " bytes, the limit for one is "
            + (STRING_LIMIT - 1);
      }
      total += size + 1L;
    }
    return "its arguments and environment have "
        + total
        + " bytes together, more than the limit (a quarter of ulimit -s)";
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
