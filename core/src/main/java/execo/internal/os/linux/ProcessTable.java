package execo.internal.os.linux;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The processes of the machine at one moment, as {@code /proc} shows them. */
final class ProcessTable {
  /**
   * One process.
   *
   * @param start when it was started, in clock ticks since the machine was: with the number it
   *     denotes one process for ever
   */
  record Entry(int pid, int parent, int group, int session, long start) {
    /** What stays the same when the process changes its group or loses its parent. */
    Identity identity() {
      return new Identity(pid, start);
    }
  }

  /** One process, whatever becomes of it. */
  record Identity(int pid, long start) {}

  private ProcessTable() {}

  /** Reads all processes. */
  static List<Entry> read() {
    String[] names = new File("/proc").list();
    if (names == null) {
      return new ArrayList<>();
    }
    List<Entry> entries = new ArrayList<>(names.length);
    byte[] buffer = new byte[1024];
    for (String name : names) {
      if (Character.isDigit(name.charAt(0))) {
        Entry entry = read(name, buffer);
        if (entry != null) {
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  /** Reads one process; null if there is none. */
  static @Nullable Entry read(int pid) {
    return read(Integer.toString(pid), new byte[1024]);
  }

  private static @Nullable Entry read(String pid, byte[] buffer) {
    int length;
    try (var in = new FileInputStream("/proc/" + pid + "/stat")) {
      length = in.read(buffer);
    } catch (IOException gone) {
      return null;
    }
    return parse(Integer.parseInt(pid), buffer, length);
  }

  /** Parses a {@code stat} line; the name in parentheses may itself have parentheses and blanks. */
  static @Nullable Entry parse(int pid, byte[] line, int length) {
    int at = length - 1;
    while (at >= 0 && line[at] != ')') {
      at--;
    }
    if (at < 0) {
      return null;
    }
    // Field 3, the state, follows; 4, 5, 6 and 22 are wanted.
    long[] fields = new long[23];
    int field = 2;
    for (int i = at + 1; i < length && field <= 22; i++) {
      byte c = line[i];
      if (c == ' ') {
        field++;
      } else if (c >= '0' && c <= '9' && field <= 22) {
        fields[field] = fields[field] * 10 + (c - '0');
      }
    }
    return field < 22
        ? null
        : new Entry(pid, (int) fields[4], (int) fields[5], (int) fields[6], fields[22]);
  }
}
