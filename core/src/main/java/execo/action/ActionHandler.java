package execo.action;

/**
 * Told when an action starts, ends and is reset; what it throws is logged and harms nothing else.
 */
public interface ActionHandler {

  /** The action starts. */
  default void start(Action action) {}

  /** All of the action has ended. */
  default void end(Action action) {}

  /** The action can be started again. */
  default void reset(Action action) {}
}
