package execo.internal.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The states of all elements and the workers that have not ended, as the records of a journal build
 * them up. Not thread-safe.
 */
final class SweepState {
  private static final double LEASE_OF_STRANGERS = 60;

  /** The worker of elements that are in progress by nobody says whom. */
  private static final String SOMEBODY = "somebody";

  private Board board;
  private int attempts;
  private final Map<String, Worker> workers = new LinkedHashMap<>();

  SweepState(Elements elements) {
    board = new Board(elements);
  }

  /** The states; another object after {@link #elements}. */
  Board board() {
    return board;
  }

  /** Another list; what is known of elements stays known. */
  void elements(Elements list) {
    var before = board;
    board = new Board(list);
    workers.values().forEach(worker -> worker.holds.clear());
    before.forEachEntry(old -> move(board.adopt(old), old.state));
  }

  Picture picture() {
    return new Picture(board.picture(), workers.values().stream().map(Worker::picture).toList());
  }

  Collection<Worker> workers() {
    return workers.values();
  }

  @Nullable Worker worker(String id) {
    return workers.get(id);
  }

  /** How many records it takes to tell all this. */
  int lines() {
    return workers.size() + board.touched() + attempts;
  }

  void apply(Line line, long now) {
    switch (line.verb) {
      case WORKER -> {
        if (workers.isEmpty()) {
          retrySkipped();
        }
        var process = line.process == null ? WorkerProcess.UNKNOWN : line.process;
        var lease = Double.isNaN(line.lease) ? LEASE_OF_STRANGERS : line.lease;
        var worker = workers.get((String) line.subject);
        if (worker == null) {
          worker = new Worker((String) line.subject, process, lease);
          workers.put(worker.id, worker);
        }
        worker.process = process;
        worker.leaseSeconds = lease;
        worker.since = line.at;
        worker.sign(line.at, now);
      }
      case ALIVE -> workerOf((String) line.subject).sign(line.at, now);
      case CLOSED -> end((String) line.subject, false);
      case LOST -> end((String) line.subject, true);
      default -> {
        var by = line.by;
        if (line.verb == Verb.TAKE) {
          by = by.isEmpty() ? SOMEBODY : by;
          workerOf(by).sign(line.at, now);
        }
        apply(line, board.entryOf(line.subject), by);
      }
    }
  }

  private Worker workerOf(String id) {
    return workers.computeIfAbsent(
        id, name -> new Worker(name, WorkerProcess.UNKNOWN, LEASE_OF_STRANGERS));
  }

  private void end(String id, boolean lost) {
    var worker = workers.remove(id);
    if (worker != null) {
      for (var entry : List.copyOf(worker.holds)) {
        move(entry, State.TODO);
      }
    }
    if (lost) {
      for (var entry : board.skipped()) {
        if (entry.by.equals(id)) {
          move(entry, State.TODO);
        }
      }
    }
  }

  /** A new run begins: what the last one skipped is tried again. */
  void retrySkipped() {
    board.skipped().forEach(entry -> move(entry, State.TODO));
  }

  private void apply(Line line, Entry entry, String by) {
    move(entry, State.TODO);
    entry.by = intern(by);
    entry.at = line.at;
    entry.took = Double.NaN;
    switch (line.verb) {
      case TAKE -> move(entry, State.IN_PROGRESS);
      case DONE -> {
        entry.took = line.took;
        move(entry, State.DONE);
      }
      case SKIP -> move(entry, State.SKIPPED);
      case FAIL -> {
        var failures = new ArrayList<>(entry.attempts);
        var reason = line.reason == null ? "" : line.reason;
        failures.add(new Attempt(reason, entry.by, line.at, line.took));
        entry.attempts = List.copyOf(failures);
        attempts++;
        if (!line.again) {
          move(entry, State.FAILED);
        }
      }
      case RETRY -> {
        attempts -= entry.attempts.size();
        entry.attempts = List.of();
      }
      default -> {
        // CANCEL: it is to do
      }
    }
  }

  private String intern(String by) {
    var worker = workers.get(by);
    return worker == null ? by : worker.id;
  }

  private void move(Entry entry, State to) {
    var holder = workers.get(entry.by);
    if (holder != null && entry.state == State.IN_PROGRESS) {
      holder.holds.remove(entry);
    }
    board.move(entry, to);
    if (holder != null && to == State.IN_PROGRESS) {
      holder.holds.add(entry);
    }
  }

  /** The records that build this state up again. */
  void write(Consumer<Line> out) {
    for (var worker : workers.values()) {
      var line = new Line(Verb.WORKER, worker.id).by("", worker.since);
      line.process = worker.process;
      line.lease = worker.leaseSeconds;
      out.accept(line);
    }
    board.forEachEntry(entry -> write(entry, out));
  }

  /** The records that make an element what it is, if it was to do and had not failed. */
  static void write(Entry entry, Consumer<Line> out) {
    var fails = entry.attempts;
    for (int i = 0; i < fails.size(); i++) {
      var last = i + 1 == fails.size() && entry.state == State.FAILED;
      var fail = fails.get(i);
      out.accept(
          new Line(Verb.FAIL, entry.element)
              .by(fail.by(), fail.at())
              .took(fail.took())
              .failed(fail.reason(), !last));
    }
    switch (entry.state) {
      case IN_PROGRESS -> out.accept(new Line(Verb.TAKE, entry.element).by(entry.by, entry.at));
      case DONE ->
          out.accept(new Line(Verb.DONE, entry.element).by(entry.by, entry.at).took(entry.took));
      case SKIPPED -> out.accept(new Line(Verb.SKIP, entry.element).by(entry.by, entry.at));
      case TODO, FAILED -> {}
    }
  }
}
