package execo.g5k.oar;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Where a program runs, as far as that can be told by numbers.
 *
 * @param machine the machine, the same after it was started again: made of its id and its name
 * @param lone whether the machine has an id, so that another one of that number is hardly possible
 * @param kernel the running kernel, another one after each start of the machine
 * @param space the process numbers' name space: that of the machine, or of a container
 * @param since when the first process there started, in seconds since the epoch; 0 if not known
 */
record MachineMark(int machine, boolean lone, int kernel, int space, long since) {
  private static final class Known {
    static final MachineMark HERE = look(Path.of("/"));
  }

  /** That of this program. */
  static MachineMark here() {
    return Known.HERE;
  }

  /** Looks below a root directory. */
  static MachineMark look(Path root) {
    String id = text(root.resolve("etc/machine-id"));
    boolean lone = id.matches("[0-9a-f]{32}");
    String kernel = text(root.resolve("proc/sys/kernel/random/boot_id"));
    return new MachineMark(
        number((lone ? id : "") + " " + name(root)),
        lone,
        number(kernel),
        number(space(root.resolve("proc/self/ns/pid"))),
        ProcessHandle.of(1)
            .flatMap(first -> first.info().startInstant())
            .map(Instant::getEpochSecond)
            .orElse(0L));
  }

  private static int number(String text) {
    return text.hashCode() & Integer.MAX_VALUE;
  }

  /** The kernel knows it whatever the name service says. */
  private static String name(Path root) {
    String name = text(root.resolve("proc/sys/kernel/hostname"));
    if (!name.isEmpty()) {
      return name;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "";
    }
  }

  /** Systems other than Linux have no such file. */
  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException _) {
      return "";
    }
  }

  private static String space(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException | UnsupportedOperationException _) {
      return "";
    }
  }
}
