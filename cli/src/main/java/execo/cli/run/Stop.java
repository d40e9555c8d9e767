package execo.cli.run;

import execo.action.Action;
import execo.cli.input.BadInput;
import execo.log.HiddenInput;
import execo.log.Terminal;
import execo.process.Signal;
import execo.process.StopSignal;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends an action early: at the first signal, or when nobody reads the output any more. A second
 * signal ends this program at once. Thread-safe.
 */
final class Stop {
  /** What a program ends with that writes to a pipe which nobody reads. */
  static final int BROKEN_PIPE = 128 + 13;

  private static final Duration UNTIL_KILL = Duration.ofSeconds(2);
  private static final Duration UNTIL_GIVING_UP = Duration.ofSeconds(8);

  private final Action action;
  private final Sink stderr;
  private final Runnable tidy;
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
  private @Nullable Integer exitCode;
  private boolean signalled;

  private Stop(Action action, Sink stderr, Runnable tidy) {
    this.action = action;
    this.stderr = stderr;
    this.tidy = tidy;
  }

  /**
   * Watches for signals and for the end of the output's reader.
   *
   * @param tidy what to do before this program is ended at once
   */
  static Stop of(Action action, Sink stdout, Sink stderr, Runnable tidy) {
    var stop = new Stop(action, stderr, tidy);
    StopSignal.tell(stop::signal);
    stdout.broken().thenAcceptAsync(sink -> stop.stop(BROKEN_PIPE), Thread::startVirtualThread);
    return stop;
  }

  /**
   * Starts the action and waits until it has ended, or was stopped and does not end.
   *
   * @param beside what to begin once it has started
   * @throws BadInput if it cannot start, as when a local directory cannot be made
   */
  void run(Runnable beside) {
    try {
      action.start();
    } catch (UncheckedIOException e) {
      throw new BadInput(e);
    }
    beside.run();
    action.whenEnded().thenAccept(ended -> over.complete(null));
    if (exitCode() != null) {
      killAll();
    }
    over.join();
  }

  /** What to end with because the action was stopped; null if it was not. */
  synchronized @Nullable Integer exitCode() {
    return exitCode;
  }

  private void signal(StopSignal signal) {
    synchronized (this) {
      if (signalled) {
        tidy.run();
        HiddenInput.showAgain();
        Runtime.getRuntime().halt(signal.exitCode());
      }
      signalled = true;
    }
    if (Terminal.stderr()) {
      stderr.write("\nexeco: ending all commands; once more to leave at once\n");
    }
    stop(signal.exitCode());
  }

  private void stop(int code) {
    synchronized (this) {
      if (exitCode != null) {
        return;
      }
      exitCode = code;
    }
    if (action.started()) {
      killAll();
    }
  }

  private void killAll() {
    // from the last, so that none that stands in line takes the place of one that has ended
    for (var process : action.processes().reversed()) {
      process.kill(Signal.TERM, UNTIL_KILL);
    }
    CompletableFuture.delayedExecutor(UNTIL_GIVING_UP.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> over.complete(null));
  }
}
