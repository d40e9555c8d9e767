package execo.log;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the program's outputs are terminals, where a person reads them.
 *
 * <p>The system properties {@code execo.stdout.terminal} and {@code execo.stderr.terminal} win over
 * what is found out.
 */
public final class Terminal {
  private Terminal() {}

  /** Whether standard output is a terminal. */
  public static boolean stdout() {
    return isTerminal("execo.stdout.terminal", 1);
  }

  /** Whether standard error is a terminal. */
  public static boolean stderr() {
    return isTerminal("execo.stderr.terminal", 2);
  }

  /** Whether both are terminals. */
  public static boolean both() {
    return stdout() && stderr();
  }

  /**
   * Whether a line on standard error can be drawn again and again: it is a terminal that moves its
   * cursor, and nobody reads standard output who may write to the same terminal.
   */
  public static boolean redraws() {
    String kind = System.getenv("TERM");
    return stderr() && kind != null && !kind.isEmpty() && !kind.equals("dumb") && !isPiped();
  }

  private static boolean isPiped() {
    try {
      return !stdout() && device(1).startsWith("pipe:");
    } catch (IOException e) {
      return true;
    }
  }

  private static String device(int descriptor) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
  }

  private static boolean isTerminal(String property, int descriptor) {
    String given = System.getProperty(property);
    if (given != null) {
      return Boolean.parseBoolean(given);
    }
    try {
      String device = device(descriptor);
      return device.startsWith("/dev/pts/")
          || device.startsWith("/dev/tty")
          || device.equals("/dev/console");
    } catch (IOException e) {
      // without /proc the JDK only knows about standard input and output together
      return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
  }
}
