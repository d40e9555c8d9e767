package execo.process;

/**
 * Told when a process starts, ends and is reset. Calls for one process come one at a time, on
 * virtual threads, in the order of the events; what a handler throws is logged and harms nothing
 * else.
 */
public interface LifecycleHandler {

  /** The process has started, or failed to. */
  default void start(ManagedProcess process) {}

  /** The process has ended and all of its output has been handled. */
  default void end(ManagedProcess process) {}

  /** The process can be started again. */
  default void reset(ManagedProcess process) {}
}
