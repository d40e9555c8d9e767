package execo.results;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file of results holds.
 *
 * @param rows what was understood
 * @param problems what was not, each with the file and the line
 * @param torn the last entry, if it has no end: the same
 * @param whole how many bytes there are before the torn entry
 */
record Entries(Rows rows, List<String> problems, List<String> torn, int whole) {
  private static final int SHOWN = 200;

  static Entries read(Path path, Format format, byte[] bytes) {
    return new Scan(path, format, bytes).scan();
  }

  /** Goes through the lines; an entry is what is between one that begins it and the next. */
  private static final class Scan {
    private final Path path;
    private final Format format;
    private final byte[] bytes;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> torn = new ArrayList<>();
    private final StringBuilder entry = new StringBuilder();
    private int entryLine;
    private int entryOffset;
    private int lastLine;
    private int whole;

    Scan(Path path, Format format, byte[] bytes) {
      this.path = path;
      this.format = format;
      this.bytes = bytes;
      whole = bytes.length;
    }

    Entries scan() {
      boolean ended = true;
      int number = 1;
      for (int from = 0; from < bytes.length; number++) {
        int to = from;
        while (to < bytes.length && bytes[to] != '\n') {
          to++;
        }
        ended = to < bytes.length;
        line(new String(bytes, from, to - from, StandardCharsets.UTF_8), number, from);
        from = to + 1;
      }
      end(!ended);
      return new Entries(Rows.of(rows), problems, torn, whole);
    }

    private void line(String line, int number, int offset) {
      if (line.isBlank() || line.startsWith("#") || line.equals("---")) {
        return;
      }
      if (format.begins(line) || entry.isEmpty()) {
        end(false);
        entryLine = number;
        entryOffset = offset;
        lastLine = number - 1;
      }
      // What was left out counts as lines, too.
      entry.repeat('\n', Math.max(0, number - lastLine - 1)).append(line).append('\n');
      lastLine = number;
    }

    private void end(boolean cut) {
      if (entry.isEmpty()) {
        return;
      }
      try {
        rows.add(new Row(format.read(entry.toString()), path + ":" + entryLine));
      } catch (MalformedEntry e) {
        if (cut) {
          whole = entryOffset;
          torn.add(path + ":" + entryLine + ": an entry without an end is left out: " + shown());
        } else {
          int line = Math.min(entryLine + e.line, lastLine);
          problems.add(path + ":" + line + ": " + e.getMessage() + ": " + shown());
        }
      }
      entry.setLength(0);
    }

    private String shown() {
      var text = entry.toString().strip().replaceAll("\\s*\n\\s*", " ");
      return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
  }
}
