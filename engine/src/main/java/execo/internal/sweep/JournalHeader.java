package execo.internal.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The first line of a journal: a note for people, and a mark that no other journal has. */
final class JournalHeader {
  private static final String NOTE =
      "# What became of each element of a sweep: see execo's docs/sweeps.md.";
  private static final String MARK = " Journal ";

  /** In how many bytes a header is. */
  private static final int LENGTH = 160;

  private JournalHeader() {}

  static String newMark() {
    return UUID.randomUUID().toString();
  }

  static String line(String mark) {
    return NOTE + MARK + mark + "\n";
  }

  /** Whether a line is a header, be it one of an older version without a mark. */
  static boolean is(String line) {
    return line.startsWith(NOTE);
  }

  /** The mark of the journal that a file is; empty if it has none. */
  static String markOf(FileChannel file) throws IOException {
    var bytes = new byte[LENGTH];
    int length = Math.max(0, file.read(ByteBuffer.wrap(bytes), 0));
    var text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    return end >= 0 && text.startsWith(NOTE + MARK)
        ? text.substring((NOTE + MARK).length(), end).strip()
        : "";
  }
}
