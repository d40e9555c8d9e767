package execo.process;

import java.time.Duration;

/**
 * Told when a process starts, ends and is reset. Starts and ends of one process come one at a time,
 * in order, on virtual threads; a reset comes on the thread that resets. What a handler throws is
 * logged and harms nothing else.
 */
public interface LifecycleHandler {

  /** The process has started, or failed to. */
  default void start(ManagedProcess process) {}

  /**
   * An attempt was not ok, and another one follows after a pause; the start of each attempt is
   * told, but only the end of the last.
   */
  default void retry(ManagedProcess process, Attempt failed, Duration pause) {}

  /** The process has ended and all of its output has been handled. */
  default void end(ManagedProcess process) {}

  /** The process can be started again. */
  default void reset(ManagedProcess process) {}
}
