package execo.internal.ssh.auto;

import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.ForwardingChildListener;
import execo.spi.OutputStreamId;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A child that is not made yet: a signal ends it, and what else it is told is held, in order, until
 * it is made. Thread-safe.
 */
final class HeldChild implements Child {
  private enum State {
    WAITING,
    MAKING,
    /** It is made, or never will be. */
    SETTLED
  }

  /** Sends a signal; says whether it was delivered. */
  private interface Delivery {
    boolean to(Child child);
  }

  private final ChildListener listener;
  private final Queue<Consumer<Child>> held = new ArrayDeque<>();
  private State state = State.WAITING;
  private boolean started;
  private @Nullable Child made;

  HeldChild(ChildListener listener) {
    this.listener = listener;
  }

  /** Its time begins although it is not made yet. */
  synchronized void begun() {
    if (state == State.WAITING && !started) {
      started = true;
      listener.started(0);
    }
  }

  /** Makes the child with its listener, unless it has ended. */
  void make(Function<ChildListener, Child> maker) {
    synchronized (this) {
      if (state != State.WAITING) {
        return;
      }
      state = State.MAKING;
    }
    settle(maker.apply(new FirstStart()));
  }

  /** It cannot be made. */
  void fail(String reason) {
    end(State.MAKING, () -> listener.failed(reason));
  }

  /** Ends it if it has come no further; says whether it has not. */
  private boolean end(State latest, Runnable telling) {
    synchronized (this) {
      if (state.compareTo(latest) > 0) {
        return false;
      }
      state = State.SETTLED;
      if (started) {
        listener.streamEnded(OutputStreamId.STDOUT, null);
        listener.streamEnded(OutputStreamId.STDERR, null);
      }
      telling.run();
    }
    settle(new NoChild());
    return true;
  }

  private void settle(Child child) {
    for (Consumer<Child> next; (next = nextFor(child)) != null; ) {
      next.accept(child);
    }
  }

  private synchronized @Nullable Consumer<Child> nextFor(Child child) {
    var next = held.poll();
    if (next == null) {
      state = State.SETTLED;
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

  /** Passes on what the child tells, but a start only if none has been told. */
  private final class FirstStart extends ForwardingChildListener {
    FirstStart() {
      super(listener);
    }

    @Override
    public void started(long pid) {
      synchronized (HeldChild.this) {
        if (started) {
          return;
        }
        started = true;
      }
      super.started(pid);
    }
  }

  @Override
  public boolean signal(int signal) {
    return endedBy(signal) || signalMade(child -> child.signal(signal));
  }

  @Override
  public boolean signalTree(int signal) {
    return endedBy(signal) || signalMade(child -> child.signalTree(signal));
  }

  private boolean endedBy(int signal) {
    return end(State.WAITING, () -> listener.ended(ExitStatus.signalled(signal)));
  }

  private boolean signalMade(Delivery signal) {
    var child = orHold(signal::to);
    return child == null || signal.to(child);
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
    tell(Child::closeStdin);
  }

  @Override
  public void hangUp() {
    tell(Child::hangUp);
  }

  @Override
  public void pauseReading() {
    tell(Child::pauseReading);
  }

  @Override
  public void resumeReading() {
    tell(Child::resumeReading);
  }

  private void tell(Consumer<Child> word) {
    var child = orHold(word);
    if (child != null) {
      word.accept(child);
    }
  }
}
