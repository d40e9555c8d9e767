package execo.internal.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of a directory, of which there is one in a process. A thread of its own does
 * everything with the file, under the lock, for as many callers at once as are waiting; a second
 * one has it survive power cuts, so that callers who come together share the time that takes. The
 * callers' threads never touch the file, since an interrupted thread would close it.
 */
final class Journal {
  private static final Logger LOG = LoggerFactory.getLogger("execo.sweep");
  private static final int BATCH = 256;

  /** How long others wait at most while callers of this process keep coming. */
  private static final long HOLD_NANOS = 2_000_000;

  private static final Map<Path, Journal> OPEN = new HashMap<>();

  private final Path key;
  private final JournalFile file;
  private final Set<Beating> users = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Task<?>> tasks = new LinkedBlockingQueue<>();
  private final BlockingQueue<List<Task<?>>> unsaved = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> worker;
  private final CompletableFuture<Void> saver;

  /** Whether callers may add no more tasks; under the lock of these. */
  private boolean closed;

  /** Whether the first thread has done all that it will; that thread's own. */
  private boolean ended;

  /** Somebody who gives signs of life. */
  interface Beating {
    /** When the next one is due, on the clock of {@link System#nanoTime}. */
    long due();

    /** Puts it off until another part of the lease is over. */
    void later();

    /** Gives one; under the lock. */
    void beat() throws IOException;
  }

  /** What is done under the lock. */
  interface Job<T> {
    T run() throws IOException;

    /** Takes it back, under the lock, when it could not be saved. */
    default void undo() throws IOException {}
  }

  private static final class Task<T> {
    final Job<T> job;
    final boolean durable;
    final CompletableFuture<T> result = new CompletableFuture<>();
    @Nullable T value;
    @Nullable Throwable failure;

    Task(Job<T> job, boolean durable) {
      this.job = job;
      this.durable = durable;
    }

    void run() {
      try {
        value = job.run();
      } catch (IOException | RuntimeException | Error e) {
        failure = e;
      }
    }

    void fail(Throwable why) {
      failure = why;
      tell();
    }

    @SuppressWarnings("NullAway") // the value is what the job gave
    void tell() {
      if (failure == null) {
        result.complete(value);
      } else {
        result.completeExceptionally(failure);
      }
    }
  }

  /** What all that was asked for before is done before; it needs no lock. */
  private final class Barrier implements Job<Boolean> {
    private final boolean last;

    Barrier(boolean last) {
      this.last = last;
    }

    @Override
    public Boolean run() {
      ended = last;
      return true;
    }
  }

  private Journal(Path key, Set<Path> changed, JournalFile.Disk disk) throws IOException {
    this.key = key;
    file = new JournalFile(key, changed, disk);
    worker = start("execo-journal", this::work);
    saver = start("execo-journal-sync", this::save);
  }

  /** What ends when a thread does. */
  private static CompletableFuture<Void> start(String name, Runnable body) {
    return CompletableFuture.runAsync(
        body, run -> Thread.ofPlatform().daemon().name(name).start(run));
  }

  /** The journal of a directory, which is made if it is not there. */
  static Journal open(Path directory, Beating user, JournalFile.Disk disk) throws IOException {
    var changed = Directories.make(directory);
    var key = directory.toRealPath();
    synchronized (OPEN) {
      var journal = OPEN.get(key);
      if (journal == null) {
        journal = new Journal(key, changed, disk);
        OPEN.put(key, journal);
      }
      journal.users.add(user);
      return journal;
    }
  }

  /** The last user's leaving ends the threads, when they have done all that was asked for. */
  void leave(Beating user) throws IOException {
    synchronized (OPEN) {
      if (!users.remove(user) || !users.isEmpty()) {
        return;
      }
      OPEN.remove(key);
      synchronized (tasks) {
        closed = true;
      }
      ask(new Barrier(false), false);
      unsaved.add(List.of());
      saver.join(); // what it could not save, the other thread has undone
      ask(new Barrier(true), false);
      worker.join();
      file.close();
    }
  }

  JournalFile file() {
    return file;
  }

  /**
   * Does a job under the lock, and returns when it is done, and, if durable, would survive a power
   * cut. Is not interrupted.
   *
   * @throws IllegalStateException if the last user has left
   */
  <T> T call(Job<T> job, boolean durable) throws IOException {
    CompletableFuture<T> result;
    synchronized (tasks) {
      if (closed) {
        throw new IllegalStateException("the sweeper is closed");
      }
      result = add(job, durable);
    }
    return answer(result);
  }

  private <T> T ask(Job<T> job, boolean durable) throws IOException {
    return answer(add(job, durable));
  }

  private <T> CompletableFuture<T> add(Job<T> job, boolean durable) {
    var task = new Task<>(job, durable);
    tasks.add(task);
    return task.result;
  }

  private <T> T answer(CompletableFuture<T> result) throws IOException {
    try {
      return result.join();
    } catch (CompletionException e) {
      throw rethrown(e.getCause());
    }
  }

  /** The same failure with the caller's stack. */
  private IOException rethrown(@Nullable Throwable failure) {
    return switch (failure) {
      case IllegalArgumentException e -> throw new IllegalArgumentException(e.getMessage(), e);
      case IOException e -> new IOException(Failures.reason(e), e);
      case null, default -> throw new IllegalStateException(file.path() + ": " + failure, failure);
    };
  }

  private void work() {
    var batch = new ArrayList<Task<?>>();
    while (!ended) {
      var first = poll();
      if (first != null) {
        batch.add(first);
      }
      if (first != null && first.job instanceof Barrier) {
        run(batch);
      } else {
        runLocked(batch);
      }
    }
  }

  private @Nullable Task<?> poll() {
    while (true) {
      try {
        long now = System.nanoTime();
        long wait = TimeUnit.DAYS.toNanos(1);
        for (var user : users) {
          wait = Math.min(wait, user.due() - now);
        }
        return tasks.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        // nobody has a reason to interrupt this thread: it goes on
      }
    }
  }

  /** Does tasks under the lock, and those that come meanwhile, for a while; none is left. */
  private void runLocked(List<Task<?>> batch) {
    try {
      file.lock();
      try {
        beat();
        long end = System.nanoTime() + HOLD_NANOS;
        do {
          run(batch);
        } while (System.nanoTime() < end
            && tasks.peek() != null
            && file.untouched()
            && tasks.drainTo(batch, BATCH) > 0);
      } finally {
        file.unlock();
      }
    } catch (IOException | RuntimeException | Error e) {
      if (batch.isEmpty()) {
        LOG.warn("{}: {}", file.path(), reason(e));
      }
      batch.forEach(task -> task.fail(e)); // those that have not run
      batch.clear();
      due().forEach(Beating::later);
    }
  }

  /** Does tasks and takes them from the list. */
  private void run(List<Task<?>> batch) {
    var durable = new ArrayList<Task<?>>();
    for (var task : batch) {
      task.run();
      if (task.durable && task.failure == null) {
        durable.add(task);
      } else {
        task.tell();
      }
    }
    if (!durable.isEmpty()) {
      unsaved.add(durable);
    }
    batch.clear();
  }

  private List<Beating> due() {
    long now = System.nanoTime();
    return users.stream().filter(user -> user.due() - now <= 0).toList();
  }

  private void beat() {
    for (var user : due()) {
      user.later();
      try {
        user.beat();
      } catch (IOException | RuntimeException | Error e) {
        LOG.warn("no sign of life in {}: {}", file.path(), reason(e));
      }
    }
  }

  private static String reason(Throwable failure) {
    return failure instanceof IOException e ? Failures.reason(e) : failure.toString();
  }

  private void save() {
    var batch = new ArrayList<List<Task<?>>>();
    boolean last = false;
    while (!last) {
      try {
        batch.add(unsaved.take());
      } catch (InterruptedException e) {
        continue; // as above
      }
      unsaved.drainTo(batch);
      last = batch.removeIf(List::isEmpty);
      save(batch);
      batch.clear();
    }
  }

  private void save(List<List<Task<?>>> batch) {
    try {
      if (!batch.isEmpty()) {
        file.force();
      }
    } catch (IOException | RuntimeException | Error e) {
      for (var tasks : batch.reversed()) {
        for (var task : tasks.reversed()) {
          task.failure = e;
          undo(task.job, e);
        }
      }
    }
    batch.forEach(tasks -> tasks.forEach(Task::tell));
  }

  private void undo(Job<?> job, Throwable failure) {
    try {
      ask(
          () -> {
            job.undo();
            return true;
          },
          false);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
