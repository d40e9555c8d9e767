package execo.internal.ssh.embedded;

import execo.internal.os.Timers;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends signals to the command of a channel: once more if the host had not quite started it yet,
 * and by another channel if the host refuses. Thread-safe.
 */
final class SignalSender {
  private static final Duration AGAIN = Duration.ofMillis(100);
  private static final int TRIES = 3;

  /** Sends a signal to the processes with a mark by another channel. */
  interface SideDoor {
    void signal(int signal, String mark);
  }

  private final CommandChannel channel;
  private final @Nullable String mark;
  private final SideDoor sideDoor;
  private final BooleanSupplier finished;

  /**
   * A sender.
   *
   * @param mark what the command's processes are found by; null if they never are to be
   * @param finished whether the command has ended, so that nothing is to be sent any more
   */
  SignalSender(
      CommandChannel channel, @Nullable String mark, SideDoor sideDoor, BooleanSupplier finished) {
    this.channel = channel;
    this.mark = mark;
    this.sideDoor = sideDoor;
    this.finished = finished;
  }

  void send(int signal) {
    send(signal, 1);
  }

  private void send(int signal, int tries) {
    try {
      channel.signal(
          signal,
          done -> {
            if (!done) {
              if (tries < TRIES) {
                Timers.schedule(AGAIN, () -> send(signal, tries + 1));
              } else if (mark != null && !finished.getAsBoolean()) {
                sideDoor.signal(signal, mark);
              }
            }
          });
    } catch (IOException e) {
      // the connection is going: its end will be told
    }
  }
}
