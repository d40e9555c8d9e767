package execo.internal.os;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends the children that this program leaves behind, however it ends: by itself, by an exception,
 * by a signal, KILL included.
 *
 * <p>A small shell process waits for the end of a pipe that this program holds, then reads from a
 * file which children were running, and signals them and what stayed in their groups and sessions.
 * Then it runs the commands that {@link LastCommands} keeps. It is started with the first child.
 * Thread-safe.
 */
public final class Guard {
  /** The place of a child that is not guarded. */
  public static final int NOWHERE = -1;

  /** Starts the guard. */
  @FunctionalInterface
  public interface Launcher {
    /**
     * Starts a program whose standard input is a pipe that this program holds open to its end,
     * whose outputs are discarded, and which is not guarded itself.
     */
    void launch(SpawnRequest request) throws IOException;
  }

  /** What the numbers in the roster are. */
  public enum Kind {
    /** Each child leads a session. */
    GROUPS,
    /** Each child is a process among others. */
    PROCESSES
  }

  private static final int SIGTERM = 15;

  private static volatile boolean settled;
  private static volatile @Nullable Roster roster;
  private static volatile @Nullable String fault;
  private static volatile boolean disabled;
  private static boolean demanded;
  private static int signal = SIGTERM;

  private Guard() {}

  /**
   * Leaves children alone when this program ends.
   *
   * @throws IllegalStateException if the first child was already started
   */
  public static synchronized void disable() {
    checkUnsettled();
    disabled = true;
  }

  /**
   * Sets the signal that children get when this program ends; TERM by default.
   *
   * @throws IllegalStateException if the first child was already started
   */
  public static synchronized void lastSignal(int number) {
    checkUnsettled();
    signal = number;
  }

  private static void checkUnsettled() {
    if (settled) {
      throw new IllegalStateException("the guard must be set up before the first process starts");
    }
  }

  /** Why children are not guarded although they should be, if that is so. */
  public static Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  /** Has the next child start the guard although it leaves children alone. */
  static synchronized void demand() {
    if (roster == null) {
      demanded = true;
      settled = false;
    }
  }

  /** Where the guard that runs finds the commands to run at last; null if none runs. */
  static @Nullable Path lastCommands() {
    Roster current = roster;
    return current == null ? null : current.lastCommands();
  }

  /** Starts the guard, unless that was done or it is disabled; called before each child. */
  public static void ensure(Kind kind, Launcher launcher) {
    if (!settled) {
      start(kind, launcher);
    }
  }

  private static synchronized void start(Kind kind, Launcher launcher) {
    if (settled) {
      return;
    }
    if (!disabled || demanded) {
      try {
        Roster made = Roster.create(directory());
        try {
          launcher.launch(request(kind, made));
        } catch (IOException | RuntimeException e) {
          made.discard();
          throw e;
        }
        roster = made;
      } catch (IOException | RuntimeException e) {
        fault = "the guard of orphaned processes does not run: " + e;
      }
    }
    settled = true;
  }

  private static SpawnRequest request(Kind kind, Roster roster) throws IOException {
    String script;
    try (InputStream in = Guard.class.getResourceAsStream("guard.sh")) {
      if (in == null) {
        throw new IOException("guard.sh is not in the class path");
      }
      script = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
    return new SpawnRequest(
        List.of(
            "/bin/sh",
            "-c",
            script,
            "execo-guard",
            roster.path().toString(),
            Integer.toString(signal),
            kind == Kind.GROUPS ? "groups" : "processes"),
        System.getenv(),
        Path.of("/"),
        true,
        false);
  }

  private static Path directory() {
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    if (runtime != null && !runtime.isEmpty()) {
      Path path = Path.of(runtime);
      if (Files.isDirectory(path) && Files.isWritable(path)) {
        return path.toAbsolutePath();
      }
    }
    return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  }

  /** Writes down a child that was started and tells its place, for {@link #leave}. */
  public static int enter(long pid) {
    Roster current = roster;
    if (current == null || disabled) {
      return NOWHERE;
    }
    try {
      return current.enter(pid);
    } catch (IOException e) {
      fault = "some processes are not guarded: " + e;
      return NOWHERE;
    }
  }

  /** Forgets a child; called just before it is reaped, while nothing else can have its number. */
  public static void leave(int place) {
    Roster current = roster;
    if (place != NOWHERE && current != null) {
      current.leave(place);
    }
  }
}
