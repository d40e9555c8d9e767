package execo.action;

import execo.process.Signal;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Actions that run one after another: the next starts when the previous has ended, ok or not. */
public final class SequentialActions extends Composite<SequentialActions> {
  private boolean stopped;

  /** These, in this order. */
  public SequentialActions(Collection<? extends Action> parts) {
    super(parts);
  }

  @Override
  CompletableFuture<?> launch() {
    var end = new CompletableFuture<Void>();
    step(0, end);
    return end;
  }

  private void step(int next, CompletableFuture<Void> end) {
    Action part;
    try {
      part = begin(next);
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
      return;
    }
    if (part == null) {
      end.complete(null);
      return;
    }
    part.whenEnded()
        .whenCompleteAsync((ok, problem) -> step(next + 1, end), Thread::startVirtualThread);
  }

  /** Starts the part of this number; null if there is none, or none is to begin any more. */
  private synchronized @Nullable Action begin(int number) {
    return stopped || number == parts().size() ? null : parts().get(number).start();
  }

  /** Sends a signal to the part that runs; those not begun never start. */
  @Override
  void killParts(Signal signal) {
    synchronized (this) {
      stopped |= signal.ends();
    }
    super.killParts(signal);
  }

  @Override
  void resetParts() {
    synchronized (this) {
      stopped = false;
    }
    super.resetParts();
  }

  @Override
  String defaultName() {
    return "Sequential actions: " + parts().size() + " actions";
  }
}
