package execo.internal.ssh.auto;

import execo.spi.Child;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A child that is not made yet: what it is told is held, in order, until it is. */
final class HeldChild implements Child {
  private final Queue<Consumer<Child>> held = new ArrayDeque<>();
  private @Nullable Child made;

  /** The child is made. */
  void is(Child child) {
    for (Consumer<Child> next; (next = nextFor(child)) != null; ) {
      next.accept(child);
    }
  }

  private synchronized @Nullable Consumer<Child> nextFor(Child child) {
    var next = held.poll();
    if (next == null) {
      made = child;
    }
    return next;
  }

  /** The child; null if what was asked is held. */
  private synchronized @Nullable Child orHold(Consumer<Child> asked) {
    if (made == null) {
      held.add(asked);
    }
    return made;
  }

  @Override
  public boolean signal(int signal) {
    var child = orHold(later -> later.signal(signal));
    return child == null || child.signal(signal);
  }

  @Override
  public boolean signalTree(int signal) {
    var child = orHold(later -> later.signalTree(signal));
    return child == null || child.signalTree(signal);
  }

  @Override
  public CompletableFuture<@Nullable Void> write(byte[] bytes) {
    var written = new CompletableFuture<@Nullable Void>();
    var child =
        orHold(later ->
            later
                .write(bytes)
                .whenComplete((_, error) -> {
                  if (error == null) {
                    written.complete(null);
                  } else {
                    written.completeExceptionally(error);
                  }
                }));
    return child == null ? written : child.write(bytes);
  }

  @Override
  public void closeStdin() {
    var child = orHold(Child::closeStdin);
    if (child != null) {
      child.closeStdin();
    }
  }

  @Override
  public void hangUp() {
    var child = orHold(Child::hangUp);
    if (child != null) {
      child.hangUp();
    }
  }

  @Override
  public void pauseReading() {
    var child = orHold(Child::pauseReading);
    if (child != null) {
      child.pauseReading();
    }
  }

  @Override
  public void resumeReading() {
    var child = orHold(Child::resumeReading);
    if (child != null) {
      child.resumeReading();
    }
  }
}
