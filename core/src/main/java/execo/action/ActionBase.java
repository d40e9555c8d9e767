package execo.action;

import execo.internal.wait.Waits;
import execo.log.Log;
import execo.log.LogLevel;
import execo.process.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The life that all actions have in common.
 *
 * @param <A> the kind of action
 */
abstract class ActionBase<A extends ActionBase<A>> implements Action {
  private static final Duration CLOSE_MARGIN = Duration.ofSeconds(5);

  private final List<ActionHandler> handlers = new ArrayList<>();
  private @Nullable String name;
  private @Nullable CompletableFuture<Action> end;
  private boolean launching;
  private @Nullable Signal lateKill;
  private volatile @Nullable Thread teller;

  /** Prepares and checks everything; whatever it throws, nothing has been started. */
  abstract void prepare();

  /** Starts the processes or parts; gives a future that completes when all of them have ended. */
  abstract CompletableFuture<?> launch();

  /** Sends a signal to the processes or parts that have started. */
  abstract void killParts(Signal signal);

  /** Resets the processes or parts. */
  abstract void resetParts();

  /** Kills and waits for what is still there, a bounded time. */
  abstract void closeParts();

  abstract String defaultName();

  @SuppressWarnings("unchecked")
  final A self() {
    return (A) this;
  }

  @Override
  public String name() {
    return name != null ? name : defaultName();
  }

  /** Names it. */
  public A name(String name) {
    this.name = name;
    return self();
  }

  @Override
  public A start() {
    synchronized (this) {
      if (end != null) {
        throw new IllegalStateException("started already: " + name());
      }
      prepare();
      end = new CompletableFuture<>();
      launching = true;
      lateKill = null;
    }
    var ended = end;
    Log.program().log(LogLevel.DEBUG, () -> "start " + this);
    tell(ActionHandler::start);
    try {
      launch()
          .whenComplete((ok, problem) -> {
            if (problem != null) {
              Log.program().error("the action " + name() + " could not go on", problem);
            }
            finish(ended);
          });
    } catch (RuntimeException e) {
      finish(ended);
      throw e;
    } finally {
      endLaunch();
    }
    return self();
  }

  private void finish(CompletableFuture<Action> ended) {
    teller = Thread.currentThread();
    tell(ActionHandler::end);
    teller = null;
    Log.program().log(LogLevel.DEBUG, () -> "ended: " + this);
    ended.complete(this);
  }

  /** Kills what was started after a kill had begun. */
  private void endLaunch() {
    Signal late;
    synchronized (this) {
      launching = false;
      late = lateKill;
    }
    if (late != null) {
      killParts(late);
    }
  }

  @Override
  public A kill(Signal signal) {
    synchronized (this) {
      if (end == null) {
        return self();
      }
      if (launching) {
        lateKill = signal;
      }
    }
    killParts(signal);
    return self();
  }

  @Override
  public A await(@Nullable Duration timeout) {
    Waits.until(whenEnded(), timeout);
    return self();
  }

  @Override
  public A await() {
    return await((Duration) null);
  }

  @Override
  public A run() {
    return start().await();
  }

  @Override
  public synchronized CompletableFuture<Action> whenEnded() {
    if (end == null) {
      throw new IllegalStateException("never started and cannot be waited for: " + name());
    }
    return end;
  }

  @Override
  public A reset() {
    if (started()) {
      close();
      resetParts();
      synchronized (this) {
        end = null;
      }
      tell(ActionHandler::reset);
    }
    return self();
  }

  @Override
  public void close() {
    CompletableFuture<Action> running;
    synchronized (this) {
      running = end;
    }
    if (running != null) {
      kill(Signal.TERM);
      closeParts();
      if (teller != Thread.currentThread()) {
        Waits.until(running, CLOSE_MARGIN);
      }
    }
  }

  @Override
  public synchronized boolean started() {
    return end != null;
  }

  @Override
  public synchronized boolean ended() {
    return end != null && end.isDone();
  }

  @Override
  public A onActionEvent(ActionHandler handler) {
    handlers.add(handler);
    return self();
  }

  private void tell(BiConsumer<ActionHandler, Action> event) {
    for (var handler : handlers) {
      try {
        event.accept(handler, this);
      } catch (RuntimeException | Error e) {
        Log.program().error("a handler of the action " + name() + " failed", e);
      }
    }
  }

  @Override
  public String toString() {
    var state = !started() ? "not started" : ended() ? "ended" : "running";
    return "'" + name() + "', " + processes().size() + " processes, " + state;
  }
}
