package execo.internal.transfer;

import execo.internal.os.Timers;
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
import java.util.concurrent.CompletionStage;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/**
 * One copy over SFTP, on a virtual thread of its own. It ends with exit code 0 if all was copied,
 * and with 1 and a line on stderr for each file that was not; a signal ends it, after what is not
 * whole has been deleted.
 */
public final class SftpTransfer implements Child {
  private static final Duration PROMPT = Duration.ofSeconds(1);
  private static final Duration CLEAN_UP = Duration.ofSeconds(10);
  private static final Duration LONGEST_OPENING = Duration.ofMinutes(1);

  private final RemoteCopy copy;
  private final ChildListener listener;
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
  private volatile int killedWith;
  private volatile @Nullable SftpClient client;
  private @Nullable ExitStatus done;
  private boolean cleaningUp;
  private boolean finished;

  private SftpTransfer(RemoteCopy copy, ChildListener listener) {
    this.copy = copy;
    this.listener = listener;
  }

  /**
   * Starts a copy as soon as there is a connection.
   *
   * @param connecting gives an authenticated connection; what is wrong with it is the reason that
   *     the listener is told
   */
  public static SftpTransfer start(
      CompletionStage<? extends ClientSession> connecting,
      RemoteCopy copy,
      ChildListener listener) {
    var transfer = new SftpTransfer(copy, listener);
    listener.started(ProcessHandle.current().pid());
    connecting.whenComplete((session, problem) -> {
      if (session == null) {
        transfer.fail(reason(problem));
        transfer.over.complete(null);
      } else {
        Thread.ofVirtual().name("execo-copy").start(() -> transfer.run(session));
      }
    });
    return transfer;
  }

  /** Completes when the connection is not used any more; shortly after the end that is told. */
  public CompletionStage<@Nullable Void> over() {
    return over;
  }

  private void run(ClientSession session) {
    Memory.enter();
    try {
      if (killedWith == 0) {
        copy(session);
      }
    } finally {
      Memory.leave();
      end(done == null ? ExitStatus.signalled(killedWith) : done);
      over.complete(null);
    }
  }

  private void copy(ClientSession session) {
    var timeout = copy.connection().connectTimeout();
    try (var opened =
        SftpClient.open(
            session,
            timeout.isZero() ? LONGEST_OPENING : timeout,
            Memory::share,
            this::checkKilled)) {
      client = opened;
      listener.opened();
      var tally = new Tally(listener);
      var copying = new Copying(opened, tally, this::say);
      try (var work = copy.toHost() ? new Upload(copying, copy) : new Download(copying, copy)) {
        work(copying, work);
      }
    } catch (ConnectionLostException e) {
      fail("connection lost: " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      fail(reason(e));
    }
  }

  private void work(Copying copying, Copy work) throws IOException {
    var opened = copying.client();
    try {
      work.begin();
      while (!work.finished()) {
        checkKilled();
        opened.handleArrived();
        if (!work.step() && !work.finished()) {
          opened.await();
        }
        copying.tally().tell();
      }
      done = ExitStatus.exited(copying.failed() ? 1 : 0);
    } catch (Killed e) {
      var limit = Timers.schedule(CLEAN_UP, opened::close);
      work.abandon();
      while (opened.unanswered() > 0) {
        opened.await();
      }
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

  private static String reason(@Nullable Throwable problem) {
    var cause = problem;
    while (cause != null && cause.getCause() != null && cause.getMessage() == null) {
      cause = cause.getCause();
    }
    return cause == null ? "no connection" : String.valueOf(cause.getMessage());
  }

  private synchronized void say(String line) {
    if (!finished) {
      listener.output(OutputStreamId.STDERR, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private synchronized void end(ExitStatus status) {
    if (!finished) {
      finished = true;
      endStreams();
      listener.ended(status);
    }
  }

  private synchronized void fail(String reason) {
    if (!finished) {
      finished = true;
      endStreams();
      if (killedWith != 0) {
        listener.ended(ExitStatus.signalled(killedWith));
      } else {
        listener.failed(reason);
      }
    }
  }

  private void endStreams() {
    listener.streamEnded(OutputStreamId.STDOUT, null);
    listener.streamEnded(OutputStreamId.STDERR, null);
  }

  @Override
  public boolean signal(int signal) {
    synchronized (this) {
      if (finished) {
        return false;
      }
      killedWith = signal;
    }
    var current = client;
    if (current != null) {
      current.wake();
    }
    Timers.schedule(PROMPT, () -> end(ExitStatus.signalled(signal)));
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
