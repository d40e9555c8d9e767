package execo.internal.os;

import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener about one child in the order that listeners rely on: that it started, once; what
 * it does; its end, once; and nothing after that. Thread-safe; the calls never overlap.
 */
public final class Teller {
  private final ChildListener listener;
  private boolean started;
  private volatile boolean ended;

  /** One that has told nothing yet. */
  public Teller(ChildListener listener) {
    this.listener = listener;
  }

  /** It started, without a process here. */
  public synchronized void started() {
    if (!started && !ended) {
      started = true;
      listener.started(0);
    }
  }

  /** Its connection is open and its work has begun. */
  public synchronized void opened() {
    if (!ended) {
      listener.opened();
    }
  }

  /** It wrote. */
  public synchronized void output(OutputStreamId stream, byte[] bytes) {
    if (!ended) {
      listener.output(stream, bytes);
    }
  }

  /** It has come so far. */
  public synchronized void progressed(long done, long total) {
    if (!ended) {
      listener.progressed(done, total);
    }
  }

  /**
   * It has ended.
   *
   * @param outcome how; null if it failed
   * @param reason why it failed
   */
  public synchronized void ended(@Nullable ExitStatus outcome, String reason) {
    if (ended) {
      return;
    }
    ended = true;
    if (started) {
      listener.streamEnded(OutputStreamId.STDOUT, null);
      listener.streamEnded(OutputStreamId.STDERR, null);
    }
    if (outcome != null) {
      listener.ended(outcome);
    } else {
      listener.failed(reason);
    }
  }

  /** Whether its end has been told. */
  public boolean hasEnded() {
    return ended;
  }
}
