package execo.internal.ssh.embedded;

import execo.internal.os.Timers;
import execo.spi.ExitStatus;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended, and when it is over: once it has ended and its outputs have, too. Something
 * that it left behind may hold these open, so they are given up when nothing has come for {@link
 * #DRAIN}. Thread-safe.
 */
final class Ending {
  private static final Duration DRAIN = Duration.ofMillis(500);
  private static final int FIRST_SIGNAL_CODE = 129;
  private static final int LAST_SIGNAL_CODE = 128 + 64;

  private final BooleanSupplier paused;
  private final Consumer<ExitStatus> end;
  private volatile long lastOutput;
  private volatile boolean unnamed;
  private boolean outputEnded;
  private boolean draining;
  private @Nullable ExitStatus status;

  /**
   * The end of a command.
   *
   * @param paused whether the reading of its output is paused, so that nothing can come
   * @param end told when it is over, more than once if several things show it
   */
  Ending(BooleanSupplier paused, Consumer<ExitStatus> end) {
    this.paused = paused;
    this.end = end;
  }

  /** It wrote something. */
  void output() {
    lastOutput = System.nanoTime();
  }

  /** It can write no more. */
  void outputEnded() {
    ExitStatus known;
    synchronized (this) {
      outputEnded = true;
      known = status;
    }
    if (known != null) {
      end.accept(known);
    }
  }

  /** It exited. */
  void exited(int code) {
    var signalled = code >= FIRST_SIGNAL_CODE && code <= LAST_SIGNAL_CODE;
    commandEnded(signalled ? ExitStatus.signalled(code - 128) : ExitStatus.exited(code));
  }

  /** A signal with this name ended it. */
  void signalled(String name) {
    var number = CommandChannel.number(name);
    if (number == 0) {
      unnamed = true;
    } else {
      commandEnded(ExitStatus.signalled(number));
    }
  }

  private void commandEnded(ExitStatus how) {
    synchronized (this) {
      status = how;
      if (!outputEnded) {
        if (!draining) {
          draining = true;
          lastOutput = System.nanoTime();
          Timers.schedule(DRAIN, this::giveUpOutput);
        }
        return;
      }
    }
    end.accept(how);
  }

  private void giveUpOutput() {
    ExitStatus known;
    synchronized (this) {
      known = status;
      if (outputEnded || known == null) {
        return;
      }
    }
    if (paused.getAsBoolean() || System.nanoTime() - lastOutput < DRAIN.toNanos()) {
      Timers.schedule(DRAIN, this::giveUpOutput);
    } else {
      end.accept(known);
    }
  }

  /** Whether a signal without a known name ended it. */
  boolean isUnnamed() {
    return unnamed;
  }

  /** How the command ended; null if that is not known. */
  synchronized @Nullable ExitStatus status() {
    return status;
  }
}
