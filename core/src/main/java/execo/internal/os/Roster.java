package execo.internal.os;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that always names the children that run, a line of fixed width each; a free line is blank.
 * It is mapped into memory, so that keeping it costs no system call, and what is there when the
 * program is killed stays there.
 *
 * <p>Thread-safe.
 */
final class Roster {
  private static final int WIDTH = 11;
  private static final int FIRST_LINES = 32;
  private static final byte[] BLANK = "          \n".getBytes(StandardCharsets.US_ASCII);

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path path;
  private final FileChannel file;
  private MemorySegment lines = MemorySegment.NULL;
  private int size;
  private int[] free = new int[FIRST_LINES];
  private int freeCount;
  private int used;

  private Roster(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Makes an empty roster in a new directory that only this user can enter: what lies there is
   * trusted, though all may write to the directory around it.
   */
  static Roster create(Path directory) throws IOException {
    var name = "execo-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    Path own = Files.createDirectory(directory.resolve(name), PRIVATE);
    Path path = own.resolve("children");
    FileChannel file =
        FileChannel.open(
            path,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)));
    return new Roster(path, file);
  }

  Path path() {
    return path;
  }

  /** Where the commands are that the guard runs at last; perhaps not there yet. */
  Path lastCommands() {
    return path.resolveSibling("last");
  }

  /** Deletes the file, which no guard reads, and its directory. */
  void discard() throws IOException {
    file.close();
    Files.deleteIfExists(path);
    Files.deleteIfExists(path.toAbsolutePath().getParent());
  }

  /** Writes a child down and tells its line. */
  synchronized int enter(long pid) throws IOException {
    int line;
    if (freeCount > 0) {
      line = free[--freeCount];
    } else {
      if (used == size) {
        grow();
      }
      line = used++;
    }
    byte[] text = BLANK.clone();
    int at = WIDTH - 2;
    for (long rest = pid; rest > 0 && at >= 0; rest /= 10) {
      text[at--] = (byte) ('0' + rest % 10);
    }
    put(line, text);
    return line;
  }

  /** Blanks a line. */
  synchronized void leave(int line) {
    put(line, BLANK);
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, freeCount * 2);
    }
    free[freeCount++] = line;
  }

  private void put(int line, byte[] text) {
    MemorySegment.copy(text, 0, lines, ValueLayout.JAVA_BYTE, (long) line * WIDTH, WIDTH);
  }

  /**
   * Doubles the file, which its guard will read byte by byte: it is no longer than it has to be.
   */
  private void grow() throws IOException {
    int added = Math.max(FIRST_LINES, size);
    byte[] blanks = new byte[added * WIDTH];
    for (int i = 0; i < added; i++) {
      System.arraycopy(BLANK, 0, blanks, i * WIDTH, WIDTH);
    }
    // Written, not only mapped: a full disk is then an exception here and not a fault later.
    ByteBuffer rest = ByteBuffer.wrap(blanks);
    long start = (long) size * WIDTH;
    while (rest.hasRemaining()) {
      file.write(rest, start + rest.position());
    }
    size += added;
    lines = file.map(FileChannel.MapMode.READ_WRITE, 0, (long) size * WIDTH, Arena.global());
  }
}
