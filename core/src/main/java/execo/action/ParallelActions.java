package execo.action;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** Actions that run at the same time. */
public final class ParallelActions extends Composite<ParallelActions> {

  /** All of these, started together. */
  public ParallelActions(Collection<? extends Action> parts) {
    super(parts);
  }

  @Override
  CompletableFuture<?> launch() {
    return CompletableFuture.allOf(
        parts().stream()
            .map(part -> part.start().whenEnded())
            .toArray(CompletableFuture<?>[]::new));
  }

  @Override
  String defaultName() {
    return "Parallel actions: " + parts().size() + " actions";
  }
}
