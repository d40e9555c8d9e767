package execo.action;

import execo.log.Log;
import execo.process.ProcessBase;
import execo.process.Turns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * When each process of one action starts: in their order, at most so many at work, and none any
 * more after too many failures. A process that pauses before another attempt leaves its place to
 * others, and comes before those that have not begun when it is due.
 *
 * <p>Driven by the ends of processes: no thread of its own, and the same small work for each end.
 * Thread-safe.
 */
final class Schedule implements Turns {
  private final int window;
  private final int maxFailures;
  private final Consumer<List<ProcessBase<?>>> starter;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private final Deque<ProcessBase<?>> line;
  private final Set<ProcessBase<?>> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<ProcessBase<?>> atWork = Collections.newSetFromMap(new IdentityHashMap<>());
  private int failures;
  private boolean stopped;
  private boolean starting;

  /**
   * The schedule of processes.
   *
   * @param window how many may be at work
   * @param maxFailures how many may fail before the others are ended
   * @param starter starts processes together
   */
  Schedule(
      List<ProcessBase<?>> processes,
      int window,
      int maxFailures,
      Consumer<List<ProcessBase<?>>> starter) {
    this.window = window;
    this.maxFailures = maxFailures;
    this.starter = starter;
    line = new ArrayDeque<>(processes);
    open.addAll(processes);
  }

  /**
   * Starts the first processes; the others follow by themselves.
   *
   * @return completes when all have ended or are never to start
   */
  CompletableFuture<Void> begin() {
    var all = List.copyOf(line);
    all.forEach(process -> process.enroll(this));
    List<ProcessBase<?>> wave;
    synchronized (this) {
      starting = true;
      wave = nextWave();
    }
    try {
      starter.accept(wave);
    } catch (RuntimeException e) {
      abandon();
      throw e;
    }
    all.forEach(process -> process.whenEnded().thenRun(() -> ended(process)));
    boolean more;
    synchronized (this) {
      starting = false;
      more = !line.isEmpty();
    }
    if (more) {
      Thread.startVirtualThread(this::startMore); // the caller is not to be kept
    }
    if (all.isEmpty()) {
      end.complete(null);
    }
    return end;
  }

  /** Starts nothing any more. */
  synchronized void stop() {
    stopped = true;
    line.clear();
  }

  @Override
  public void pauses(ProcessBase<?> process) {
    synchronized (this) {
      atWork.remove(process);
    }
    startMore();
  }

  @Override
  public void isDue(ProcessBase<?> process) {
    synchronized (this) {
      if (!stopped) {
        line.addFirst(process);
      }
    }
    startMore();
  }

  private void ended(ProcessBase<?> process) {
    var failed = !process.ok();
    boolean tooMany;
    boolean last;
    synchronized (this) {
      atWork.remove(process);
      open.remove(process);
      if (failed) {
        failures++;
      }
      tooMany = failed && failures > maxFailures && !stopped;
      last = open.isEmpty();
    }
    if (tooMany) {
      abandon();
    }
    if (last) {
      end.complete(null);
    } else {
      startMore();
    }
  }

  /** Ends what runs and what stands in line. */
  private void abandon() {
    List<ProcessBase<?>> rest;
    synchronized (this) {
      stop();
      rest = List.copyOf(open);
    }
    rest.forEach(ProcessBase::kill);
  }

  /** Starts what may start, unless another thread is at it already: that one then goes on. */
  private void startMore() {
    try {
      while (startWave()) {
        // what ended meanwhile made room for more
      }
    } catch (RuntimeException e) {
      Log.program().error("the processes of an action could not be started", e);
      abandon();
    }
  }

  /** Starts as many as may be at work; says whether there were any. */
  private boolean startWave() {
    List<ProcessBase<?>> wave;
    synchronized (this) {
      wave = starting ? List.of() : nextWave();
      if (wave.isEmpty()) {
        return false;
      }
      starting = true;
    }
    try {
      starter.accept(wave);
    } finally {
      synchronized (this) {
        starting = false;
      }
    }
    return true;
  }

  private List<ProcessBase<?>> nextWave() {
    var wave = new ArrayList<ProcessBase<?>>();
    while (atWork.size() < window && !line.isEmpty()) {
      var process = line.poll();
      if (open.contains(process)) {
        atWork.add(process);
        wave.add(process);
      }
    }
    return wave;
  }
}
