package execo.action;

import execo.host.Host;
import execo.internal.wait.Waits;
import execo.process.ManagedProcess;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waiting for several actions, and choosing hosts by what became of one. */
public final class Actions {
  private Actions() {}

  /** Waits, at most so long, until one has ended; gives those that have. */
  public static List<Action> waitAny(
      Collection<? extends Action> actions, @Nullable Duration timeout) {
    Waits.untilAny(actions.stream().map(Action::whenEnded).toList(), timeout);
    return ended(actions);
  }

  /** Waits, at most so long, until all have ended; gives those that have. */
  public static List<Action> waitAll(
      Collection<? extends Action> actions, @Nullable Duration timeout) {
    Waits.untilAll(actions.stream().map(Action::whenEnded).toList(), timeout);
    return ended(actions);
  }

  /** The hosts, of these, on which no process of the action failed, or was cancelled in line. */
  public static List<Host> filterBadHosts(Action action, Collection<Host> hosts) {
    var bad = new HashSet<Host>();
    for (ManagedProcess process : action.processes()) {
      if ((process.cancelled() || !process.ok()) && process.host() != null) {
        bad.add(process.host());
      }
    }
    return hosts.stream().filter(host -> !bad.contains(host)).toList();
  }

  private static List<Action> ended(Collection<? extends Action> actions) {
    return actions.stream().filter(Action::ended).map(Action.class::cast).toList();
  }
}
