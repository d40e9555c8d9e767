package execo.internal.transfer;

import execo.internal.os.Teller;
import execo.internal.os.Timers;
import execo.internal.transfer.sftp.ChannelRefusedException;
import execo.internal.transfer.sftp.ConnectionLostException;
import execo.internal.transfer.sftp.SftpClient;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import execo.spi.RemoteCopy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One copy over SFTP, on a virtual thread of its own once it has a connection. It ends with exit
 * code 0 if all was copied, and with 1 and a line on stderr for each file that was not; a signal
 * ends it, after what is not whole has been deleted. Thread-safe.
 */
public final class SftpTransfer implements Child {
  private static final Duration GIVE_UP_AFTER_KILL = Duration.ofSeconds(3);
  private static final Duration CLEAN_UP = Duration.ofSeconds(10);
  private static final Duration LONGEST_OPENING = Duration.ofMinutes(1);

  private final RemoteCopy copy;
  private final Teller teller;
  private volatile int killedWith;
  private volatile @Nullable SftpClient client;
  private boolean cleaningUp;
  private boolean working;

  /** A copy that waits for its connection. */
  public SftpTransfer(RemoteCopy copy, ChildListener listener) {
    this.copy = copy;
    teller = new Teller(listener);
  }

  /** A connection begins to be opened. */
  public void begun() {
    teller.started();
  }

  /** Begins to copy on a connection. */
  public void work(Connection connection) {
    begun();
    synchronized (this) {
      if (!teller.hasEnded()) {
        working = true;
        Thread.ofVirtual().name("execo-copy").start(() -> run(connection));
        return;
      }
    }
    connection.leave();
  }

  /** There is no connection. */
  public void fail(String reason) {
    teller.ended(killedWith == 0 ? null : ExitStatus.signalled(killedWith), reason);
  }

  private void run(Connection connection) {
    Memory.enter();
    ExitStatus outcome = null;
    var reason = "";
    try (var opened = open(connection)) {
      outcome = copy(opened);
    } catch (ChannelRefusedException e) {
      waitAgain();
      connection.refused();
      return;
    } catch (ConnectionLostException e) {
      if (client == null) {
        waitAgain();
        connection.gone();
        return;
      }
      var lost = !connection.session().isOpen() || connection.session().isClosing();
      reason =
          "connection lost: " + (lost ? connection.loss() : "the SFTP server of the host ended");
    } catch (IOException | RuntimeException e) {
      reason = e.getMessage() == null ? e.toString() : e.getMessage();
    } finally {
      Memory.leave();
    }
    if (outcome == null && killedWith != 0) {
      outcome = ExitStatus.signalled(killedWith);
    }
    teller.ended(outcome, reason);
    connection.leave();
  }

  private SftpClient open(Connection connection) throws IOException {
    var timeout = copy.connection().connectTimeout();
    var opened =
        SftpClient.open(
            connection.session(),
            timeout.isZero() ? LONGEST_OPENING : timeout,
            Memory::share,
            this::checkKilled);
    client = opened;
    teller.opened();
    return opened;
  }

  private void waitAgain() {
    synchronized (this) {
      working = false;
    }
    if (killedWith != 0) {
      teller.ended(ExitStatus.signalled(killedWith), "");
    }
  }

  private @Nullable ExitStatus copy(SftpClient opened) throws IOException {
    var copying = new Copying(opened, new Tally(teller::progressed), Pace.of(copy), this::say);
    try (var work = copy.toHost() ? new Upload(copying, copy) : new Download(copying, copy)) {
      try {
        if (copy.toHost()) {
          Census.of(copy.sources()).thenAccept(copying.tally()::counted);
        }
        work.begin();
        while (!work.finished()) {
          checkKilled();
          opened.handleArrived();
          if (!work.step() && !work.finished()) {
            opened.await();
          }
          copying.tally().tell();
        }
        return ExitStatus.exited(copying.failed() ? 1 : 0);
      } catch (Killed e) {
        cleanUp(opened, work);
        return null;
      }
    }
  }

  private static void cleanUp(SftpClient opened, Copy work) throws IOException {
    var limit = Timers.schedule(CLEAN_UP, opened::close);
    try {
      work.abandon();
      while (opened.unanswered() > 0) {
        opened.await();
      }
    } finally {
      limit.cancel(false);
    }
  }

  /** The copy is to end although not all is done. */
  private static final class Killed extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private void checkKilled() throws IOException {
    if (killedWith != 0 && !cleaningUp) {
      cleaningUp = true;
      throw new Killed();
    }
  }

  private void say(String line) {
    teller.output(OutputStreamId.STDERR, (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Ends the copy: at once before it has begun, and otherwise as soon as what is not whole has been
   * deleted, or after three seconds if the host is slow to do so.
   */
  @Override
  public boolean signal(int signal) {
    boolean underWay;
    synchronized (this) {
      if (teller.hasEnded()) {
        return false;
      }
      killedWith = signal;
      underWay = working;
    }
    var status = ExitStatus.signalled(signal);
    if (underWay) {
      var current = client;
      if (current != null) {
        current.wake();
      }
      if (copy.toHost()) {
        Timers.schedule(GIVE_UP_AFTER_KILL, () -> teller.ended(status, ""));
      }
    } else {
      teller.ended(status, "");
    }
    return true;
  }

  @Override
  public boolean signalTree(int signal) {
    return signal(signal);
  }

  @Override
  public CompletableFuture<@Nullable Void> write(byte[] bytes) {
    return CompletableFuture.failedFuture(new IOException("a copy has no standard input"));
  }

  @Override
  public void closeStdin() {
    // it has none
  }

  @Override
  public void hangUp() {
    // it has no terminal
  }

  @Override
  public void pauseReading() {
    // what it says is bounded by what it copies
  }

  @Override
  public void resumeReading() {
    // never paused
  }
}
