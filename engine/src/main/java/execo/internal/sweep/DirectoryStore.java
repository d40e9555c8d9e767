package execo.internal.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A directory with a journal, which a person can read and mend, and the list of elements. */
public final class DirectoryStore implements Store {
  private static final String LIST = "sweep.json";
  private static final double BEATS_PER_LEASE = 4;
  private static final long CHECK_NANOS = 1_000_000_000;
  private static final int SPARE_LINES_RUNNING = 20_000;
  private static final int SPARE_LINES_STARTING = 1_000;

  private final Journal journal;
  private final JournalReader reader;
  private final Beat beat = new Beat();
  private final String me;
  private final Path directory;
  private SweepState state;
  private volatile double leaseSeconds = 60;
  private volatile boolean working;
  private volatile boolean closed;
  private long checked = System.nanoTime() - CHECK_NANOS;

  /** Opens a directory, which is made if it is not there. */
  public DirectoryStore(Path directory, Elements elements) throws IOException {
    this.directory = directory;
    state = new SweepState(elements);
    me = WorkerProcess.newWorker();
    journal = Journal.open(directory, beat);
    reader = new JournalReader(journal.file());
    try {
      call(this::start, false);
    } catch (IOException | RuntimeException e) {
      journal.leave(beat);
      throw e;
    }
  }

  private boolean start() throws IOException {
    if (state.workers().stream().allMatch(worker -> worker.lost(System.nanoTime()))) {
      state.retrySkipped();
    }
    compact(state.lines() / 2 + SPARE_LINES_STARTING);
    return true;
  }

  /** Signs of life, while this worker works. */
  private final class Beat implements Journal.Beating {
    private volatile long due = System.nanoTime();

    @Override
    public long due() {
      return working ? due : System.nanoTime() + Long.MAX_VALUE / 2;
    }

    void later() {
      due = System.nanoTime() + (long) (leaseSeconds * 1e9 / BEATS_PER_LEASE);
    }

    @Override
    public void beat() throws IOException {
      later();
      catchUp();
      findLost();
      append(
          state.worker(me) == null
              ? List.of(worker())
              : List.of(new Line(Verb.ALIVE, me).by("", now())));
    }
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private <T> T call(Journal.Job<T> job, boolean durable) throws IOException {
    if (closed) {
      throw new IllegalStateException("the sweeper is closed");
    }
    return journal.call(
        new Journal.Job<T>() {
          @Override
          public T run() throws IOException {
            catchUp();
            return job.run();
          }

          @Override
          public void undo() throws IOException {
            catchUp();
            job.undo();
          }
        },
        durable);
  }

  private void catchUp() throws IOException {
    if (reader.mustRestart()) {
      state = new SweepState(state.elements());
      reader.restart();
    }
    long now = System.nanoTime();
    reader.read(line -> state.apply(line, now));
    reader.mendTail(journal.file(), line -> state.apply(line, now));
  }

  private void append(List<Line> lines) throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    var text = new StringBuilder();
    lines.forEach(line -> line.write(text));
    journal.file().append(text.toString().getBytes(StandardCharsets.UTF_8));
    reader.skipToEnd(lines.size());
    long now = System.nanoTime();
    lines.forEach(line -> state.apply(line, now));
    compact(2 * state.lines() + SPARE_LINES_RUNNING);
  }

  /** Writes the journal anew if more lines than these say nothing any more. */
  private void compact(int spare) throws IOException {
    if (reader.lines() - state.lines() - reader.kept().size() <= spare) {
      return;
    }
    var count = new int[1];
    journal
        .file()
        .replace(out -> {
          for (var line : reader.kept()) {
            out.append(line).append('\n');
            count[0]++;
          }
          var text = new StringBuilder();
          var lines = new ArrayList<IOException>();
          state.write(line -> {
            line.write(text);
            count[0]++;
            if (text.length() > 1 << 14) {
              flush(text, out, lines);
            }
          });
          flush(text, out, lines);
          if (!lines.isEmpty()) {
            throw lines.getFirst();
          }
        });
    reader.skipToEnd(count[0] - reader.lines());
  }

  private static void flush(StringBuilder text, Appendable out, List<IOException> failures) {
    try {
      out.append(text);
    } catch (IOException e) {
      failures.add(e);
    }
    text.setLength(0);
  }

  private Line worker() {
    var line = new Line(Verb.WORKER, me).by("", now());
    line.process = WorkerProcess.SELF;
    line.lease = leaseSeconds;
    return line;
  }

  private void register() throws IOException {
    if (state.worker(me) == null) {
      beat.later();
      append(List.of(worker()));
      working = true;
    }
  }

  /** Workers that died give back what they had. */
  private void findLost() throws IOException {
    long now = System.nanoTime();
    checked = now;
    var lost = new ArrayList<Line>();
    for (var worker : state.workers()) {
      if (!worker.id.equals(me) && worker.lost(now)) {
        lost.add(new Line(Verb.LOST, worker.id).by(me, now()));
      }
    }
    append(lost);
  }

  @Override
  public List<Integer> take(int limit) throws IOException {
    return call(
        () -> {
          prepareToTake();
          return take(state.firstTodo(limit));
        },
        false);
  }

  @Override
  public List<Integer> take(List<Integer> candidates, int limit) throws IOException {
    return call(
        () -> {
          prepareToTake();
          return take(candidates.stream().filter(state::isTodo).distinct().limit(limit).toList());
        },
        false);
  }

  private void prepareToTake() throws IOException {
    if (state.count(State.TODO) == 0 || System.nanoTime() - checked > CHECK_NANOS) {
      findLost();
    }
  }

  private List<Integer> take(List<Integer> places) throws IOException {
    if (!places.isEmpty()) {
      register();
      append(takes(places.stream().map(state.elements()::normal).toList()));
    }
    return places;
  }

  private List<Line> takes(List<Object> elements) {
    long now = now();
    return elements.stream().map(e -> new Line(Verb.TAKE, e).by(me, now)).toList();
  }

  @Override
  public int mark(Mark mark, List<Object> elements) throws IOException {
    boolean durable = mark.to() == State.DONE || mark.to() == State.FAILED;
    return call(
        new Journal.Job<>() {
          private List<Object> held = List.of();

          @Override
          public Integer run() throws IOException {
            var marking = new Marking(mark, state, me, now());
            var changed = marking.changed(elements);
            held = changed.stream().filter(marking::isHeld).toList();
            var lines = changed.stream().map(marking::line).toList();
            append(lines);
            return lines.size();
          }

          @Override
          public void undo() throws IOException {
            append(takes(held));
          }
        },
        durable);
  }

  @Override
  public int reset(Set<State> from, @Nullable List<Object> only) throws IOException {
    var chosen = only == null ? null : new HashSet<>(only);
    return call(
        () -> {
          if (only != null) {
            state.demand(only);
          }
          var lines = new ArrayList<Line>();
          state.forEachEntry(entry -> {
            if (entry.index >= 0
                && from.contains(entry.state)
                && (chosen == null || chosen.contains(entry.element))) {
              var verb = entry.state == State.IN_PROGRESS ? Verb.CANCEL : Verb.RETRY;
              lines.add(new Line(verb, entry.element).by(me, now()));
            }
          });
          append(lines);
          return lines.size();
        },
        true);
  }

  @Override
  public Counts counts() throws IOException {
    return call(() -> state.counts(), false);
  }

  @Override
  public Picture picture() throws IOException {
    return call(() -> state.picture(), false);
  }

  @Override
  public void elements(Elements list) throws IOException {
    call(
        () -> {
          state.elements(list);
          return true;
        },
        false);
  }

  @Override
  public void saveList(String text) throws IOException {
    if (savedList().filter(text::equals).isPresent()) {
      return;
    }
    call(
        () -> {
          journal.file().write(directory.resolve(LIST), out -> out.write(text));
          return true;
        },
        false);
  }

  @Override
  public Optional<String> savedList() throws IOException {
    return savedList(directory);
  }

  /** The text of the list that a directory keeps. */
  public static Optional<String> savedList(Path directory) throws IOException {
    try {
      return Optional.of(Files.readString(directory.resolve(LIST)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> problems() throws IOException {
    return call(() -> List.copyOf(reader.problems()), false);
  }

  @Override
  public void lease(double seconds) {
    if (working) {
      throw new IllegalStateException("the lease is set before the first element is taken");
    }
    leaseSeconds = seconds;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    try {
      if (working) {
        call(
            () -> {
              working = false;
              if (state.worker(me) != null) {
                append(List.of(new Line(Verb.CLOSED, me).by("", now())));
              }
              return true;
            },
            false);
      }
    } finally {
      closed = true;
      journal.leave(beat);
    }
  }
}
