package execo.engine;

import execo.log.HiddenInput;
import execo.log.Terminal;
import execo.process.RunningProcesses;
import execo.process.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Stops an experiment at the first signal, and the program at the second one. The thread that runs
 * the experiment is interrupted; after a while, processes that it may wait for are killed; if it
 * does not end then, the program ends without it, and does so in a bounded time whatever the
 * experiment holds up. Thread-safe.
 */
final class Stopping implements AutoCloseable {
  /** Longer than a sweep waits for its threads before it trusts what they say no more. */
  private static final Duration UNTIL_KILLING = Duration.ofSeconds(3);

  private static final Duration UNTIL_KILL = Duration.ofSeconds(2);
  private static final Duration UNTIL_LEAVING = Duration.ofSeconds(5);

  /** After all of these, and what is to be done at last, which may wait, too. */
  private static final Duration UNTIL_HALT = Duration.ofSeconds(20);

  private final Thread runner = Thread.currentThread();
  private final IntConsumer atLast;
  private final CountDownLatch over = new CountDownLatch(1);
  private final StopSignal.Listening listening;
  private boolean settled;
  private @Nullable Integer exitCode;

  private Stopping(IntConsumer atLast) {
    this.atLast = atLast;
    listening = StopSignal.tell(this::signal);
  }

  /**
   * Watches for signals while the calling thread runs an experiment.
   *
   * @param atLast what is to do with the exit code before the program ends without that thread
   */
  static Stopping watch(IntConsumer atLast) {
    return new Stopping(atLast);
  }

  /** What to end with because of a signal; null if there was none. */
  synchronized @Nullable Integer exitCode() {
    return exitCode;
  }

  private void signal(StopSignal signal) {
    synchronized (this) {
      if (exitCode != null) {
        halt(signal.exitCode());
      }
      exitCode = signal.exitCode();
      if (!settled) {
        runner.interrupt();
      }
    }
    // What the steps call may wait for what the experiment holds: this thread calls nothing.
    thread("execo-stop-told", Stopping::tell);
    thread("execo-stop", () -> stop(signal.exitCode()));
    if (!isOverAfter(UNTIL_HALT)) {
      halt(signal.exitCode());
    }
  }

  private static void thread(String name, Runnable body) {
    Thread.ofPlatform().daemon().name(name).start(body);
  }

  private static void tell() {
    if (Terminal.stderr()) {
      System.err.println("\nexeco: stopping; once more to leave at once");
    }
  }

  private void stop(int code) {
    if (isOverAfter(UNTIL_KILLING)) {
      return;
    }
    RunningProcesses.end(UNTIL_KILL, UNTIL_LEAVING);
    if (!isOverAfter(UNTIL_LEAVING)) {
      atLast.accept(code);
      halt(code);
    }
  }

  private static void halt(int code) {
    HiddenInput.showAgain();
    Runtime.getRuntime().halt(code);
  }

  private boolean isOverAfter(Duration limit) {
    try {
      return over.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false; // nobody has a reason to interrupt these threads
    }
  }

  /** The experiment has ended: its thread is not interrupted any more. */
  void settle() {
    synchronized (this) {
      settled = true;
      Thread.interrupted();
    }
  }

  @Override
  public void close() {
    over.countDown();
    listening.close();
  }
}
