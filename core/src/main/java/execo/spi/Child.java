package execo.spi;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A child that was asked for. Thread-safe; before the start and after the end every call is
 * harmless.
 */
public interface Child {

  /**
   * Sends a signal to the child alone.
   *
   * @return whether it was delivered; false also when the child has ended
   */
  boolean signal(int signal);

  /**
   * Sends a signal to the child and to all that descends from it or stayed in its session. The
   * members found are remembered, so that a later call reaches those that outlived the child. The
   * signals may leave shortly after the call returns: calls that come together share one look at
   * the machine's processes.
   *
   * @return whether there is anything to be reached: the child, or a member found by an earlier
   *     call
   */
  boolean signalTree(int signal);

  /**
   * Queues bytes for the child's standard input; the array must not be changed until they are
   * taken. What depends on the result runs on a thread of the engine and must not block.
   *
   * @return completes when the bytes have been taken by the pipe, or with an {@link
   *     java.io.IOException} when they never will be (closed, ended, not asked for)
   */
  CompletableFuture<@Nullable Void> write(byte[] bytes);

  /** Ends the child's standard input after what is queued; on a pty sends end-of-file. */
  void closeStdin();

  /** Hangs up: closes the master side of a pty, or the input otherwise. */
  void hangUp();

  /**
   * Stops the reading of the child's output until {@link #resumeReading()}; a full pipe then stops
   * the child.
   */
  void pauseReading();

  /** Takes up the reading again. */
  void resumeReading();
}
