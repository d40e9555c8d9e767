package execo.action;

import execo.process.Signal;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** Actions that run one after another: the next starts when the previous has ended, ok or not. */
public final class SequentialActions extends Composite<SequentialActions> {
  private boolean stopped;

  /** These, in this order. */
  public SequentialActions(Collection<? extends Action> parts) {
    super(parts);
  }

  @Override
  CompletableFuture<?> launch() {
    synchronized (this) {
      stopped = false;
    }
    var end = new CompletableFuture<Void>();
    step(0, end);
    return end;
  }

  private void step(int next, CompletableFuture<Void> end) {
    Action part;
    synchronized (this) {
      if (stopped || next == parts().size()) {
        end.complete(null);
        return;
      }
      part = parts().get(next);
      part.start();
    }
    part.whenEnded()
        .whenCompleteAsync((ok, problem) -> step(next + 1, end), Thread::startVirtualThread);
  }

  /** Sends a signal to the part that runs; those not begun never start. */
  @Override
  public SequentialActions kill(Signal signal) {
    synchronized (this) {
      stopped |= signal.ends();
    }
    return super.kill(signal);
  }

  @Override
  String defaultName() {
    return "Sequential actions: " + parts().size() + " actions";
  }
}
