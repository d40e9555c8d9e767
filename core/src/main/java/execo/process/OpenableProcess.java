package execo.process;

import execo.internal.wait.Waits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A process that is of use from when it is open, some time after its start, until its end.
 *
 * @param <P> the kind
 */
public abstract class OpenableProcess<P extends OpenableProcess<P>> extends ProcessBase<P> {
  OpenableProcess(String command) {
    super(command);
  }

  /** Whether it is open. */
  public boolean isOpen() {
    return running() && current().filter(run -> run.whetherOpened().getNow(false)).isPresent();
  }

  /**
   * Waits until it is open or has ended, at most so long; null is for ever.
   *
   * @return whether it is open
   * @throws IllegalStateException if it was never started
   */
  public boolean awaitOpen(@Nullable Duration timeout) {
    begunLife("waited for").checkMayWait("its opening");
    Waits.until(startedRun("waited for").whetherOpened(), timeout);
    return isOpen();
  }

  /**
   * Completes with true when it is open, and with false if its present attempt ends before.
   *
   * @throws IllegalStateException if it was never started
   */
  public CompletableFuture<Boolean> whenOpen() {
    return startedRun("waited for").whetherOpened().copy();
  }
}
