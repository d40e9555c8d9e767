package execo.process;

import execo.internal.wait.Waits;
import execo.log.Log;
import execo.log.LogLevel;
import execo.spi.Child;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The way of what is written to one attempt. A writer waits while much is still to be taken; what
 * can no longer arrive is a write error. Thread-safe.
 */
final class ProcessInput {
  private static final long MOST_UNWRITTEN = 1024 * 1024;

  private final ManagedProcess process;
  private final boolean silent;
  private final AtomicLong unwritten = new AtomicLong();
  private volatile boolean failed;

  ProcessInput(ManagedProcess process, ProcessSettings settings) {
    this.process = process;
    this.silent = settings.unlogged.contains(Failure.WRITE);
  }

  /** Whether something did not arrive. */
  boolean failed() {
    return failed;
  }

  /**
   * Writes.
   *
   * @param child whom to; null if it can take nothing any more
   */
  void write(@Nullable Child child, byte[] bytes) {
    if (child == null) {
      fail("it has ended");
      return;
    }
    var written = send(child, bytes);
    if (unwritten.get() > MOST_UNWRITTEN) {
      Waits.until(written, null);
    }
  }

  /** Writes without waiting; gives what completes when it has been taken, or never will be. */
  CompletableFuture<?> send(Child child, byte[] bytes) {
    unwritten.addAndGet(bytes.length);
    return child
        .write(bytes)
        .whenComplete((ok, problem) -> {
          unwritten.addAndGet(-bytes.length);
          if (problem != null) {
            fail(String.valueOf(problem.getMessage()));
          }
        })
        .exceptionally(problem -> null);
  }

  private void fail(String why) {
    failed = true;
    Log.program()
        .log(
            silent ? LogLevel.DEBUG : LogLevel.WARNING,
            () -> "could not write to " + process + ": " + why);
  }
}
