package execo.internal.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A directory with a journal, which a person can read and mend, and the list of elements. */
public final class DirectoryStore implements Store {
  private static final String LIST = "sweep.json";
  private static final double BEATS_PER_LEASE = 4;
  private static final long CHECK_NANOS = 1_000_000_000;

  private final Journal journal;
  private final JournalState known;
  private final Beat beat = new Beat();
  private final String me;
  private final Path directory;
  private volatile double leaseSeconds = 60;
  private volatile boolean working;
  private boolean closed;

  /** Held for writing by who closes this, so that nothing is taken that nobody gives back. */
  private final ReadWriteLock closing = new ReentrantReadWriteLock();

  private long checked = System.nanoTime() - CHECK_NANOS;

  /** Opens a directory, which is made if it is not there. */
  public DirectoryStore(Path directory, Elements elements) throws IOException {
    this(directory, elements, JournalFile.Disk.REAL);
  }

  /** Opens a directory on a disk; the first one of this process chooses the disk. */
  DirectoryStore(Path directory, Elements elements, JournalFile.Disk disk) throws IOException {
    this.directory = directory;
    me = WorkerProcess.newWorker();
    journal = Journal.open(directory, beat, disk);
    known = new JournalState(journal.file(), elements);
    try {
      call(this::start, false);
    } catch (IOException | RuntimeException e) {
      journal.leave(beat);
      throw e;
    }
  }

  private boolean start() throws IOException {
    if (known.state().workers().stream().allMatch(worker -> worker.lost(System.nanoTime()))) {
      known.state().retrySkipped();
    }
    known.compactAtStart();
    return true;
  }

  /** Signs of life, while this worker works. */
  private final class Beat implements Journal.Beating {
    private volatile long due = System.nanoTime();

    @Override
    public long due() {
      return working ? due : System.nanoTime() + Long.MAX_VALUE / 2;
    }

    @Override
    public void later() {
      due = System.nanoTime() + (long) (leaseSeconds * 1e9 / BEATS_PER_LEASE);
    }

    @Override
    public void beat() throws IOException {
      known.catchUp();
      findLost();
      known.append(
          known.state().worker(me) == null
              ? List.of(worker())
              : List.of(new Line(Verb.ALIVE, me).by("", now())));
    }
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private <T> T call(Journal.Job<T> job, boolean durable) throws IOException {
    closing.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the sweeper is closed");
      }
      return journal.call(new InformedJob<>(job), durable);
    } finally {
      closing.readLock().unlock();
    }
  }

  /** What is done when it is known what others did. */
  private final class InformedJob<T> implements Journal.Job<T> {
    private final Journal.Job<T> job;

    InformedJob(Journal.Job<T> job) {
      this.job = job;
    }

    @Override
    public T run() throws IOException {
      known.catchUp();
      return job.run();
    }

    @Override
    public void undo() throws IOException {
      known.catchUp();
      job.undo();
    }
  }

  /** A change of some elements, which is taken back if it cannot be saved. */
  private final class Change implements Journal.Job<Integer> {
    private final LongFunction<List<Line>> plan;
    private @Nullable Before before;

    /** A change that some records say, which are made when the time is known. */
    Change(LongFunction<List<Line>> plan) {
      this.plan = plan;
    }

    @Override
    public Integer run() throws IOException {
      var records = plan.apply(now());
      before = new Before(known.board(), records);
      known.append(records);
      return records.size();
    }

    @Override
    public void undo() throws IOException {
      if (before != null) {
        known.append(before.lines(known.board(), me, now()));
      }
    }
  }

  private Line worker() {
    var line = new Line(Verb.WORKER, me).by("", now());
    line.process = WorkerProcess.SELF;
    line.lease = leaseSeconds;
    return line;
  }

  private void register() throws IOException {
    if (known.state().worker(me) == null) {
      beat.later();
      known.append(List.of(worker()));
      working = true;
    }
  }

  /** Workers that died give back what they had. */
  private void findLost() throws IOException {
    long now = System.nanoTime();
    checked = now;
    var lost = new ArrayList<Line>();
    for (var worker : known.state().workers()) {
      if (!worker.id.equals(me) && worker.lost(now)) {
        lost.add(new Line(Verb.LOST, worker.id).by(me, now()));
      }
    }
    known.append(lost);
  }

  @Override
  public List<Integer> take(int limit) throws IOException {
    return call(
        () -> {
          prepareToTake();
          return take(known.board().firstTodo(limit));
        },
        false);
  }

  @Override
  public List<Integer> take(List<Integer> candidates, int limit) throws IOException {
    return call(
        () -> {
          prepareToTake();
          return take(
              candidates.stream().filter(known.board()::isTodo).distinct().limit(limit).toList());
        },
        false);
  }

  private void prepareToTake() throws IOException {
    if (known.board().count(State.TODO) == 0 || System.nanoTime() - checked > CHECK_NANOS) {
      findLost();
    }
  }

  private List<Integer> take(List<Integer> places) throws IOException {
    if (!places.isEmpty()) {
      register();
      long now = now();
      var elements = known.board().elements();
      known.append(
          places.stream()
              .map(place -> new Line(Verb.TAKE, elements.normal(place)).by(me, now))
              .toList());
    }
    return places;
  }

  @Override
  public int mark(Mark mark, List<Object> elements) throws IOException {
    boolean durable = mark.to() == State.DONE || mark.to() == State.FAILED;
    var change =
        new Change(now -> {
          var marking = new Marking(mark, known.board(), me, now);
          return marking.changed(elements).stream().map(marking::line).toList();
        });
    return mark.to() == State.SKIPPED ? call(() -> skip(change), false) : call(change, durable);
  }

  /** The first one who works on a sweep tries again what was skipped: that comes first. */
  private int skip(Change change) throws IOException {
    register();
    return change.run();
  }

  @Override
  public int reset(Set<State> from, @Nullable List<Object> only) throws IOException {
    var chosen = only == null ? null : new HashSet<>(only);
    return call(
        new Change(now -> {
          if (only != null) {
            known.board().demand(only);
          }
          var lines = new ArrayList<Line>();
          known
              .board()
              .forEachEntry(entry -> {
                if (entry.index >= 0
                    && from.contains(entry.state)
                    && (chosen == null || chosen.contains(entry.element))) {
                  var verb = entry.state == State.IN_PROGRESS ? Verb.CANCEL : Verb.RETRY;
                  lines.add(new Line(verb, entry.element).by(me, now));
                }
              });
          return lines;
        }),
        true);
  }

  @Override
  public Counts counts() throws IOException {
    return call(() -> known.board().counts(), false);
  }

  @Override
  public Picture picture() throws IOException {
    return call(() -> known.state().picture(), false);
  }

  @Override
  public void elements(Elements list) throws IOException {
    call(
        () -> {
          known.state().elements(list);
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
    return call(() -> known.problems(), false);
  }

  @Override
  public void lease(double seconds) {
    if (working) {
      throw new IllegalStateException("the lease is set before the first element is taken");
    }
    leaseSeconds = seconds;
  }

  /** Waits for what other threads are doing; what they ask for later is refused. */
  @Override
  public void close() throws IOException {
    closing.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        end();
      }
    } finally {
      closing.writeLock().unlock();
    }
  }

  private void end() throws IOException {
    try {
      if (working) {
        journal.call(new InformedJob<>(this::sayClosed), false);
      }
    } finally {
      journal.leave(beat);
    }
  }

  private boolean sayClosed() throws IOException {
    working = false;
    if (known.state().worker(me) != null) {
      known.append(List.of(new Line(Verb.CLOSED, me).by("", now())));
    }
    return true;
  }
}
