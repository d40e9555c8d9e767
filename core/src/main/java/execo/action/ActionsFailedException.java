package execo.action;

import execo.process.ManagedProcess;
import java.util.List;
import java.util.stream.Collectors;

/** For programs that want to stop when actions fail; nothing in execo throws it by itself. */
public final class ActionsFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Action> actions;

  /** The message is the dumps of the processes that are not ok. */
  public ActionsFailedException(List<? extends Action> actions) {
    super(
        actions.stream()
            .map(ActionsFailedException::describe)
            .collect(Collectors.joining("\n", "failed actions:\n", "")));
    this.actions = List.copyOf(actions);
  }

  /** The actions that failed. */
  public List<Action> actions() {
    return actions;
  }

  private static String describe(Action action) {
    return action.processes().stream()
        .filter(process -> !process.ok())
        .map(ManagedProcess::dump)
        .collect(Collectors.joining("\n", action + "\n", ""));
  }
}
