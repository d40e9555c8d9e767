package execo.internal.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a journal tells of a sweep, and the way to say more. Used under the journal's lock, except
 * for {@link #state}. Not thread-safe.
 */
final class JournalState {
  private static final Logger LOG = LoggerFactory.getLogger("execo.sweep");
  private static final int SPARE_LINES_RUNNING = 20_000;
  private static final int SPARE_LINES_STARTING = 1_000;

  private final JournalFile file;
  private final JournalReader reader;
  private SweepState state;

  /** How much longer the journal may become, after it could not be written anew. */
  private int patience;

  JournalState(JournalFile file, Elements elements) {
    this.file = file;
    reader = new JournalReader(file);
    state = new SweepState(elements);
  }

  /** What is known; another object after {@link #catchUp} found another journal. */
  SweepState state() {
    return state;
  }

  Board board() {
    return state.board();
  }

  /** Lines that are no records. */
  List<String> problems() {
    return List.copyOf(reader.problems());
  }

  /** Brings in what others said. */
  void catchUp() throws IOException {
    if (reader.mustRestart()) {
      state = new SweepState(state.board().elements());
      reader.restart();
    }
    long now = System.nanoTime();
    reader.read(line -> state.apply(line, now));
    reader.mendTail(file, line -> state.apply(line, now));
  }

  /** Says something. */
  void append(List<Line> lines) throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    var text = new StringBuilder();
    lines.forEach(line -> line.write(text));
    file.append(text.toString().getBytes(StandardCharsets.UTF_8));
    reader.appended(lines.size());
    long now = System.nanoTime();
    lines.forEach(line -> state.apply(line, now));
    compact(2 * state.lines() + SPARE_LINES_RUNNING);
  }

  /** Writes the journal anew if it is worth it for one who begins. */
  void compactAtStart() {
    compact(state.lines() / 2 + SPARE_LINES_STARTING);
  }

  /** Writes the journal anew if more lines than these say nothing any more. */
  private void compact(int spare) {
    int surplus = reader.lines() - state.lines() - reader.keptLines();
    if (surplus <= spare + patience) {
      return;
    }
    try {
      rewrite();
      patience = 0;
    } catch (IOException e) {
      patience = surplus; // what was said is said all the same
      LOG.warn(
          "{}: not written anew, which is tried again when it is longer: {}",
          file.path(),
          Failures.reason(e));
    }
  }

  private void rewrite() throws IOException {
    var records = new int[1];
    file.replace(out -> {
      for (var line : reader.kept()) {
        out.append(line).append('\n');
      }
      var text = new StringBuilder();
      var failures = new ArrayList<IOException>();
      state.write(line -> {
        line.write(text);
        records[0]++;
        if (text.length() > 1 << 14) {
          flush(text, out, failures);
        }
      });
      flush(text, out, failures);
      if (!failures.isEmpty()) {
        throw failures.getFirst();
      }
    });
    reader.rewritten(records[0]);
  }

  private static void flush(StringBuilder text, Appendable out, List<IOException> failures) {
    try {
      out.append(text);
    } catch (IOException e) {
      failures.add(e);
    }
    text.setLength(0);
  }
}
