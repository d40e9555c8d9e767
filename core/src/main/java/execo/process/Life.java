package execo.process;

import execo.internal.os.Timers;
import execo.internal.wait.Waits;
import execo.log.Log;
import execo.log.LogLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A process from its start, or from when it stands in line for one, to the end after which nothing
 * more is tried: its attempts and the pauses between them. Thread-safe.
 */
final class Life {
  private enum Phase {
    /** It stands in line for its first start. */
    IN_LINE,
    /** The latest attempt runs, or what follows it is not decided. */
    ATTEMPTING,
    /** Another attempt follows. */
    PAUSING,
    /** No other attempt follows. */
    LAST
  }

  private static final Duration CLOSE_MARGIN = Duration.ofSeconds(5);

  private final ProcessBase<?> process;
  private final ProcessSettings settings;
  private final int attemptsBefore;
  private final @Nullable Turns turns;
  private final CompletableFuture<ManagedProcess> ended = new CompletableFuture<>();
  private final List<Run> runs = new ArrayList<>(1);
  private Phase phase = Phase.IN_LINE;
  private boolean stopped;
  private EarlyInput early = new EarlyInput();
  private CompletableFuture<Optional<Run>> next = new CompletableFuture<>();
  private @Nullable Future<?> timer;

  /**
   * A life that begins by {@link #begin}.
   *
   * @param attemptsBefore how many attempts earlier lives had
   * @param turns what starts it again after pauses; null if it does so itself
   */
  Life(
      ProcessBase<?> process, ProcessSettings settings, int attemptsBefore, @Nullable Turns turns) {
    this.process = process;
    this.settings = settings;
    this.attemptsBefore = attemptsBefore;
    this.turns = turns;
  }

  ProcessBase<?> process() {
    return process;
  }

  /** Starts the next attempt, if one is to follow. */
  void begin() {
    Run run;
    CompletableFuture<Optional<Run>> awaited;
    synchronized (this) {
      if (phase != Phase.IN_LINE && phase != Phase.PAUSING) {
        return;
      }
      cancelTimer();
      run = new Run(process, settings, this, attemptsBefore + runs.size() + 1, early);
      runs.add(run);
      phase = Phase.ATTEMPTING;
      early = new EarlyInput();
      awaited = next;
      next = new CompletableFuture<>();
    }
    Log.program().log(LogLevel.DEBUG, () -> "start " + process);
    GuardSetting.apply();
    RunningProcesses.add(this);
    run.launch();
    awaited.complete(Optional.of(run));
  }

  // ---- told by the attempt

  /** How long after an attempt that has ended another one follows; empty if none does. */
  Optional<Duration> pauseAfter(Attempt attempt) {
    var wanted = !Verdict.ok(attempt, settings.ignored) && isKindToRetry(attempt);
    synchronized (this) {
      if (!wanted || !mayGoOn()) {
        phase = Phase.LAST;
        return Optional.empty();
      }
      phase = Phase.PAUSING;
      return Optional.of(settings.retries.pause(runs.size()));
    }
  }

  private boolean isKindToRetry(Attempt attempt) {
    try {
      return settings.retries.which().test(attempt);
    } catch (RuntimeException e) {
      Log.program().error("what decides on retries failed for " + process, e);
      return false;
    }
  }

  /** Waits so long before the next attempt. */
  void pause(Duration pause) {
    if (turns != null && isPausing()) {
      turns.pauses(process); // before it can be due
    }
    synchronized (this) {
      if (phase == Phase.PAUSING) {
        timer = Timers.schedule(pause, this::goOn);
      }
    }
  }

  private synchronized boolean isPausing() {
    return phase == Phase.PAUSING;
  }

  private void goOn() {
    if (turns != null) {
      turns.isDue(process);
      return;
    }
    try {
      begin();
    } catch (RuntimeException e) {
      Log.program().error("could not be started again: " + process, e);
      giveUp();
    }
  }

  /** No attempt follows the present one. */
  void noneFollows() {
    CompletableFuture<Optional<Run>> awaited;
    synchronized (this) {
      awaited = next;
    }
    awaited.complete(Optional.empty());
  }

  /** All that is to be told has been told. */
  void over() {
    RunningProcesses.remove(this);
    ended.complete(process);
  }

  // ---- ending it

  void kill(Signal signal, @Nullable Duration killTimeout) {
    if (signal.ends()) {
      giveUp();
    }
    latest().ifPresent(run -> run.kill(signal, killTimeout));
  }

  /** Makes the present attempt, if there is one, the last. */
  void giveUp() {
    Phase before;
    synchronized (this) {
      stopped = true;
      before = phase;
      if (before == Phase.IN_LINE || before == Phase.PAUSING) {
        phase = Phase.LAST;
        cancelTimer();
      }
    }
    if (before == Phase.IN_LINE) {
      noneFollows();
      over();
    } else if (before == Phase.PAUSING) {
      latest().ifPresent(Run::conclude);
    }
  }

  /**
   * Kills what runs and waits for its end, a bounded time; what no kill timeout ends is forced in
   * the end.
   */
  void stop() {
    kill(Signal.TERM, settings.killTimeout());
    var run = latest().orElse(null);
    if (run == null || run.isHandling()) {
      return;
    }
    var limit = settings.killTimeout();
    if (!awaitEnd((limit == null ? Duration.ZERO : limit).plus(CLOSE_MARGIN))) {
      run.force(settings.killsSubprocesses());
      awaitEnd(CLOSE_MARGIN);
    }
  }

  // ---- waiting and looking

  /** Waits for its end, at most so long; says whether it has come. */
  boolean awaitEnd(@Nullable Duration limit) {
    checkMayWait("its end");
    if (latest().filter(Run::isHandling).isPresent()) {
      return true;
    }
    return Waits.until(ended, limit);
  }

  /**
   * Stops handlers from waiting for what cannot come before they return.
   *
   * @throws IllegalStateException if the caller is one of its own handlers
   */
  void checkMayWait(String what) {
    if (latest().filter(Run::isHandling).isPresent() && !isEnded()) {
      throw new IllegalStateException(
          "a handler of a process cannot wait for " + what + ": " + process);
    }
  }

  /** Completes when its end has been told, or when it is certain that it never starts. */
  CompletableFuture<ManagedProcess> whenEnded() {
    return ended;
  }

  /**
   * Completes with the attempt that follows one, or with the first if that is null; with nothing if
   * none does.
   */
  synchronized CompletableFuture<Optional<Run>> after(@Nullable Run run) {
    var index = run == null ? 0 : runs.indexOf(run) + 1;
    return index < runs.size()
        ? CompletableFuture.completedFuture(Optional.of(runs.get(index)))
        : next;
  }

  /** Completes when the start of the first or latest attempt has succeeded or failed. */
  CompletableFuture<?> whenStartSettled() {
    return latest()
        .<CompletableFuture<?>>map(Run::startSettled)
        .orElseGet(() ->
            after(null)
                .thenCompose(first ->
                    first
                        .<CompletableFuture<?>>map(Run::startSettled)
                        .orElseGet(() -> CompletableFuture.completedFuture(first))));
  }

  synchronized Optional<Run> latest() {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
  }

  synchronized List<Run> runs() {
    return List.copyOf(runs);
  }

  /** Whether nobody else's turn is to bring its start, and it has not come. */
  synchronized boolean isUnbegun() {
    return phase == Phase.IN_LINE && turns == null;
  }

  /** Whether it never begins. */
  synchronized boolean isCancelled() {
    return runs.isEmpty() && phase == Phase.LAST;
  }

  /** Whether its last attempt has ended. */
  synchronized boolean isEnded() {
    return !runs.isEmpty() && runs.getLast().isEnded() && (phase == Phase.LAST || !mayGoOn());
  }

  /** Whether an attempt may follow the latest, should that fail. */
  synchronized boolean mayGoOn() {
    return phase != Phase.LAST && !stopped && settings.retries.leave(runs.size());
  }

  /** Whether another attempt may follow this one, or has. */
  synchronized boolean mayFollow(Run run) {
    return runs.getLast() != run || mayGoOn();
  }

  // ---- input

  void write(byte[] bytes) {
    writable(bytes).ifPresent(run -> run.write(bytes));
  }

  void closeStdin() {
    writable(null).ifPresent(Run::closeStdin);
  }

  /** The attempt that takes input now; if there is none, keeps it for the next. */
  private synchronized Optional<Run> writable(byte @Nullable [] bytes) {
    if (phase != Phase.IN_LINE && phase != Phase.PAUSING) {
      return latest();
    }
    if (bytes == null) {
      early.close();
    } else {
      early.write(bytes);
    }
    return Optional.empty();
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
