package execo.internal.sweep;

import java.io.IOException;
import java.nio.file.Files;
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

  /** Somebody who gives signs of life. */
  interface Beating {
    /** When the next one is due, on the clock of {@link System#nanoTime}. */
    long due();

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

    @SuppressWarnings("NullAway") // the value is what the job gave
    void tell() {
      if (failure == null) {
        result.complete(value);
      } else {
        result.completeExceptionally(failure);
      }
    }
  }

  private static final class End implements Job<Boolean> {
    @Override
    public Boolean run() {
      return true;
    }
  }

  private Journal(Path key) throws IOException {
    this.key = key;
    file = new JournalFile(key);
    thread("execo-journal", this::work);
    thread("execo-journal-sync", this::save);
  }

  private static void thread(String name, Runnable body) {
    var thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** The journal of a directory, which is made if it is not there. */
  static Journal open(Path directory, Beating user) throws IOException {
    Files.createDirectories(directory);
    var key = directory.toRealPath();
    synchronized (OPEN) {
      var journal = OPEN.get(key);
      if (journal == null) {
        journal = new Journal(key);
        OPEN.put(key, journal);
      }
      journal.users.add(user);
      return journal;
    }
  }

  /** The last user's leaving closes the file. */
  void leave(Beating user) throws IOException {
    synchronized (OPEN) {
      if (!users.remove(user) || !users.isEmpty()) {
        return;
      }
      OPEN.remove(key);
      call(new End(), false);
      file.close();
    }
  }

  JournalFile file() {
    return file;
  }

  /**
   * Does a job under the lock, and returns when it is done, and, if durable, would survive a power
   * cut. Is not interrupted.
   */
  <T> T call(Job<T> job, boolean durable) throws IOException {
    var task = new Task<>(job, durable);
    tasks.add(task);
    try {
      return task.result.join();
    } catch (CompletionException e) {
      throw rethrown(e.getCause());
    }
  }

  /** The same failure with the caller's stack. */
  private static IOException rethrown(@Nullable Throwable failure) {
    return switch (failure) {
      case IllegalArgumentException e -> throw new IllegalArgumentException(e.getMessage(), e);
      case IOException e -> new IOException(Failures.reason(e), e);
      case null, default -> throw new IllegalStateException(failure);
    };
  }

  private void work() {
    var batch = new ArrayList<Task<?>>();
    while (batch.isEmpty() || !(batch.getLast().job instanceof End)) {
      batch.clear();
      var first = poll();
      if (first != null) {
        batch.add(first);
      }
      if (first != null && first.job instanceof End) {
        run(batch);
      } else {
        runLocked(batch);
      }
    }
    unsaved.add(List.of());
    for (var late = tasks.poll(); late != null; late = tasks.poll()) {
      late.failure = new IllegalStateException("the sweeper is closed");
      late.tell();
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

  /**
   * Does tasks under the lock, and those that come meanwhile, for a while. The last one is left in
   * the list.
   */
  private void runLocked(List<Task<?>> batch) {
    try {
      file.lock();
      try {
        beat();
        long end = System.nanoTime() + HOLD_NANOS;
        while (run(batch) && System.nanoTime() < end && tasks.peek() != null && file.untouched()) {
          batch.clear();
          tasks.drainTo(batch, BATCH);
        }
      } finally {
        file.unlock();
      }
    } catch (IOException e) {
      for (var task : batch) {
        task.failure = e;
        task.tell();
      }
    }
  }

  /** Whether it goes on after these. */
  private boolean run(List<Task<?>> batch) {
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
    return batch.isEmpty() || !(batch.getLast().job instanceof End);
  }

  private void beat() {
    long now = System.nanoTime();
    for (var user : users) {
      if (user.due() - now <= 0) {
        try {
          user.beat();
        } catch (IOException e) {
          LOG.warn("no sign of life in {}: {}", file.path(), Failures.reason(e));
        }
      }
    }
  }

  private void save() {
    var batch = new ArrayList<List<Task<?>>>();
    while (true) {
      try {
        batch.add(unsaved.take());
      } catch (InterruptedException e) {
        continue; // as above
      }
      unsaved.drainTo(batch);
      if (save(batch.stream().flatMap(List::stream).toList())) {
        return;
      }
      batch.clear();
    }
  }

  /** Whether this was the end. */
  private boolean save(List<Task<?>> saved) {
    if (saved.isEmpty()) {
      return true;
    }
    try {
      file.force();
    } catch (IOException e) {
      for (var task : saved) {
        task.failure = e;
        undo(task.job, e);
      }
    }
    saved.forEach(Task::tell);
    return false;
  }

  private void undo(Job<?> job, IOException failure) {
    try {
      call(
          () -> {
            job.undo();
            return true;
          },
          false);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
