package execo.internal.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a journal, each time what is new. A line that is no record is reported and kept, and
 * reading goes on behind it; a record without an end, which a crash leaves, is dropped.
 */
final class JournalReader {
  private static final Logger LOG = LoggerFactory.getLogger("execo.sweep");
  private static final int CHUNK = 1 << 20;
  private static final int SHOWN = 200;

  private final JournalText file;
  private byte[] buffer = new byte[1 << 13];
  private long generation = -1;
  private long offset;
  private int lines;

  /** How much of a line without an end there is, at the buffer's beginning. */
  private int tail;

  /** Whether the line whose end follows was taken without it. */
  private boolean tailTaken;

  private final List<Kept> kept = new ArrayList<>();

  /** A line that is no record, and, unless it is a note, what is wrong with it. */
  private record Kept(String text, int number, @Nullable String problem) {
    Kept at(int place) {
      return new Kept(text, place, problem);
    }
  }

  JournalReader(JournalText file) {
    this.file = file;
  }

  /** Whether the file is another one than was read, or shorter: all has to be read again. */
  boolean mustRestart() {
    return generation != file.generation() || offset > file.size();
  }

  void restart() {
    generation = file.generation();
    offset = 0;
    lines = 0;
    tail = 0;
    tailTaken = false;
    kept.clear();
  }

  /** Everything in the file is known: the reader's owner appended so many lines. */
  void appended(int more) {
    offset = file.size();
    lines += more;
  }

  /**
   * Everything in the file is known: the reader's owner wrote it anew, with a header, the {@link
   * #kept} lines and so many records.
   */
  void rewritten(int records) {
    generation = file.generation();
    offset = file.size();
    lines = 1;
    kept.replaceAll(line -> line.at(++lines));
    lines += records;
  }

  /** How many lines the file has. */
  int lines() {
    return lines;
  }

  /** What is wrong with which line. */
  List<String> problems() {
    return kept.stream().filter(line -> line.problem != null).map(this::told).toList();
  }

  private String told(Kept line) {
    return file.path() + ":" + line.number + ": " + line.problem + ": " + shown(line.text);
  }

  /** Lines that are no records, as they are: what a person wrote, or broke. */
  List<String> kept() {
    return kept.stream().map(Kept::text).toList();
  }

  int keptLines() {
    return kept.size();
  }

  /** Reads what is new. */
  void read(Consumer<Line> consumer) throws IOException {
    int left = 0;
    while (offset + left < file.size()) {
      long missing = file.size() - offset - left;
      if (missing > buffer.length - left) {
        long wanted = Math.min(left + missing, Math.max(CHUNK, 2L * left));
        buffer = Arrays.copyOf(buffer, (int) Math.max(wanted, buffer.length));
      }
      int room = (int) Math.min(missing, buffer.length - left);
      int got = file.read(ByteBuffer.wrap(buffer, left, room), offset + left);
      if (got <= 0) {
        throw new IOException(file.path() + ": shorter than it was under the lock");
      }
      int end = left + got;
      int used = lines(end, consumer);
      left = end - used;
      System.arraycopy(buffer, used, buffer, 0, left);
      offset += used;
    }
    tail = left;
  }

  private int lines(int end, Consumer<Line> consumer) {
    int start = 0;
    for (int i = 0; i < end; i++) {
      if (buffer[i] == '\n') {
        if (!tailTaken || i > 0) {
          line(start, i, consumer);
        }
        tailTaken = false;
        start = i + 1;
      }
    }
    return start;
  }

  private void line(int start, int end, Consumer<Line> consumer) {
    lines++;
    int from = firstInk(start, end);
    if (from == end) {
      return;
    }
    if (buffer[from] == '#') {
      var note = text(start, end);
      if (!JournalHeader.is(note)) {
        kept.add(new Kept(note, lines, null));
      }
      return;
    }
    try {
      consumer.accept(Line.read(buffer, from, end));
    } catch (MalformedLine e) {
      var line = new Kept(text(start, end), lines, e.getMessage());
      kept.add(line);
      LOG.warn("{}", told(line));
    }
  }

  /** Where something else than blanks begins. */
  private int firstInk(int start, int end) {
    int from = start;
    while (from < end && buffer[from] <= ' ' && buffer[from] >= 0) {
      from++;
    }
    return from;
  }

  private String text(int start, int end) {
    return new String(buffer, start, end - start, StandardCharsets.UTF_8);
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /**
   * Nobody else writes now, so the last line will not get its end from somebody else: it gets one
   * here, unless it is a record that a crash has cut off.
   */
  void mendTail(JournalFile writable, Consumer<Line> consumer) throws IOException {
    int length = tail;
    if (length == 0) {
      return;
    }
    if (isTorn(length)) {
      var kept = keepTorn(length);
      LOG.warn(
          "{}:{}: a torn record goes {}: {}", file.path(), lines + 1, kept, shown(text(0, length)));
      writable.truncate(offset);
      tail = 0;
      return;
    }
    writable.append(new byte[] {'\n'});
    tail = 0;
    offset = file.size();
    line(0, length, consumer);
  }

  private boolean isTorn(int length) {
    int from = firstInk(0, length);
    if (from == length) {
      return true;
    }
    if (buffer[from] != '{') {
      return false; // a person's
    }
    try {
      Line.read(buffer, from, length);
      return false;
    } catch (MalformedLine e) {
      return true;
    }
  }

  /** Appends it to a file of its own, since a person may have written it after all. */
  private String keepTorn(int length) {
    if (firstInk(0, length) == length) {
      return "away";
    }
    var line = Arrays.copyOf(buffer, length + 1);
    line[length] = '\n';
    var beside = file.path().resolveSibling(file.path().getFileName() + ".torn");
    try {
      Files.write(beside, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return "into " + beside;
    } catch (IOException e) {
      return "away, since it cannot be kept: " + Failures.reason(e);
    }
  }

  /** The last line counts if it is whole but for its end, which it may still get. */
  void takeTail(Consumer<Line> consumer) {
    if (tail == 0 || tailTaken) {
      return;
    }
    Line whole;
    try {
      whole = Line.read(buffer, 0, tail);
    } catch (MalformedLine e) {
      return; // somebody may be writing it
    }
    offset += tail;
    lines++;
    tailTaken = true;
    consumer.accept(whole);
  }
}
