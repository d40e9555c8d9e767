package execo.internal.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
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

  private final List<String> problems = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();

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
    problems.clear();
    kept.clear();
  }

  /** Everything in the file is known: it was appended or written by this reader's owner. */
  void skipToEnd(int linesMore) {
    generation = file.generation();
    offset = file.size();
    lines += linesMore;
  }

  /** How many lines the file has. */
  int lines() {
    return lines;
  }

  List<String> problems() {
    return problems;
  }

  /** Lines that are no records, as they are: what a person wrote, or broke. */
  List<String> kept() {
    return kept;
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
    int from = start;
    while (from < end && buffer[from] <= ' ' && buffer[from] >= 0) {
      from++;
    }
    if (from == end) {
      return;
    }
    if (buffer[from] == '#') {
      kept.add(text(start, end));
      return;
    }
    try {
      consumer.accept(Line.read(buffer, from, end));
    } catch (MalformedLine e) {
      var problem = file.path() + ":" + lines + ": " + e.getMessage() + ": " + shown(start, end);
      problems.add(problem);
      kept.add(text(start, end));
      LOG.warn("{}", problem);
    }
  }

  private String text(int start, int end) {
    return new String(buffer, start, end - start, StandardCharsets.UTF_8);
  }

  private String shown(int start, int end) {
    var text = text(start, end);
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** Nobody else writes now, so the last line will not get its end from somebody else. */
  void mendTail(JournalFile writable, Consumer<Line> consumer) throws IOException {
    int length = tail;
    if (length == 0) {
      return;
    }
    tail = 0;
    Line whole;
    try {
      whole = Line.read(buffer, 0, length);
    } catch (MalformedLine e) {
      LOG.warn("{}:{}: a torn record is dropped: {}", file.path(), lines + 1, shown(0, length));
      writable.truncate(offset);
      return;
    }
    writable.append(new byte[] {'\n'});
    offset = file.size();
    lines++;
    consumer.accept(whole);
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
