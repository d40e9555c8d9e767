package execo.process;

import execo.internal.os.Timers;
import execo.log.Log;
import execo.log.LogLevel;
import execo.spi.Child;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * How one start of a process is ended from here: by its timeout or by who asks for it, with KILL
 * after a while where a milder signal does not help. A signal that comes before the start has been
 * handled waits for that. Thread-safe.
 */
final class Killing {
  private final ProcessBase<?> process;
  private final ProcessSettings settings;
  private final CompletableFuture<Optional<Child>> launched;
  private boolean running;
  private boolean ended;
  private boolean timedOut;
  private @Nullable Instant timeoutDate;
  private boolean killed;
  private boolean killedTree;
  private boolean forced;
  private @Nullable Runnable atStart;
  private @Nullable Future<?> timeout;
  private @Nullable Future<?> escalation;

  /** What has been done so far. */
  record Kills(boolean timedOut, @Nullable Instant timeoutDate, boolean killed, boolean forced) {}

  Killing(
      ProcessBase<?> process,
      ProcessSettings settings,
      CompletableFuture<Optional<Child>> launched) {
    this.process = process;
    this.settings = settings;
    this.launched = launched;
  }

  /** The child runs: the time of its timeout begins. */
  synchronized void started(Instant start) {
    running = true;
    if (settings.timeout != null) {
      timeoutDate = start.plus(settings.timeout);
      timeout = Timers.schedule(settings.timeout, this::timeOut);
    }
  }

  /** The start has been handled: what was to be sent before is sent now. */
  void startHandled() {
    Runnable awaited;
    synchronized (this) {
      awaited = atStart;
      atStart = null;
    }
    if (awaited != null) {
      awaited.run();
    }
  }

  /** The child has ended; what is left of its tree is still killed. */
  synchronized void ended() {
    running = false;
    ended = true;
    cancel(timeout);
    if (!killedTree) {
      cancel(escalation);
    }
  }

  synchronized Kills snapshot() {
    return new Kills(timedOut, timeoutDate, killed, forced);
  }

  private void timeOut() {
    synchronized (this) {
      if (ended) {
        return;
      }
      timedOut = true;
    }
    signal(Signal.TERM, settings.killTimeout(), true);
  }

  /**
   * Sends a signal.
   *
   * @param killTimeout after which KILL follows if the signal is to end the process; null: never
   * @param tree whether it goes to the descendants, too
   */
  void signal(Signal signal, @Nullable Duration killTimeout, boolean tree) {
    boolean early;
    synchronized (this) {
      if (ended) {
        return;
      }
      // what has started may not be known as a child yet
      early = !running || !launched.isDone();
      if (early) {
        var before = atStart;
        atStart =
            () -> {
              if (before != null) {
                before.run();
              }
              signal(signal, killTimeout, tree);
            };
      } else {
        killed = true;
        killedTree |= tree;
        if (signal.escalates() && killTimeout != null) {
          cancel(escalation);
          escalation = Timers.schedule(killTimeout, () -> force(tree));
        }
      }
    }
    if (early) {
      signalWaiting(signal);
    } else {
      Log.program().log(LogLevel.DEBUG, () -> "send SIG" + signal + " to " + process);
      deliver(signal, tree);
    }
  }

  /**
   * Signals a child that still waits for its connection, which ends it. Without the lock, as all
   * calls of a child: one that begins at this moment holds its own and tells of it here.
   */
  private void signalWaiting(Signal signal) {
    var child = child();
    if (child.isEmpty()) {
      return;
    }
    boolean before;
    synchronized (this) {
      before = killed;
      killed = true;
    }
    if (!child.get().signal(signal.number()) && !before) {
      synchronized (this) {
        killed = false;
      }
    }
  }

  /** Sends KILL. */
  void force(boolean tree) {
    synchronized (this) {
      if (!ended) {
        forced = true;
      }
    }
    deliver(Signal.KILL, tree);
  }

  private void deliver(Signal signal, boolean tree) {
    child()
        .ifPresent(c -> {
          var delivered = tree ? c.signalTree(signal.number()) : c.signal(signal.number());
          if (!delivered && process.hasPty(settings)) {
            c.hangUp();
          }
        });
  }

  private Optional<Child> child() {
    return launched.getNow(Optional.empty());
  }

  private static void cancel(@Nullable Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
