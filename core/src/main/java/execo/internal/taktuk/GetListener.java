package execo.internal.taktuk;

import execo.internal.os.ProcessEngine;
import execo.internal.os.SpawnRequest;
import execo.internal.os.Timers;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Told of the sending end of a copy from a host: what it writes is the archive, which goes to the
 * receiving end on this machine. The copy has ended when both have. All is done in the mailbox.
 */
final class GetListener implements ChildListener {
  private static final int TERM = 15;
  private static final int KILL = 9;
  private static final Duration CLEAN_UP = Duration.ofSeconds(10);
  private static final long MOST_UNTAKEN = 1 << 20;

  private final ProcessEngine engine;
  private final Mailbox mailbox;
  private final String script;
  private final ChildListener listener;
  private final ArchiveMeter archive = new ArchiveMeter();
  private @Nullable Member sender;
  private @Nullable Child receiver;
  private @Nullable ExitStatus sent;
  private @Nullable ExitStatus received;
  private @Nullable String failure;
  private boolean told;
  private boolean receiverGaveUp;
  private volatile boolean over;
  private long untaken;
  private boolean paused;

  /**
   * A listener.
   *
   * @param script what takes the archive
   */
  GetListener(ProcessEngine engine, Mailbox mailbox, String script, ChildListener listener) {
    this.engine = engine;
    this.mailbox = mailbox;
    this.script = script;
    this.listener = listener;
  }

  /** Whose output it is. */
  void from(Member member) {
    sender = member;
  }

  @Override
  public void started(long pid) {
    told = true;
    listener.started(pid);
  }

  @Override
  public void opened() {
    listener.opened();
    receiver =
        engine.spawn(
            new SpawnRequest(List.of("/bin/sh", "-c", script), System.getenv(), null, true, false),
            new Receiver());
  }

  @Override
  public void output(OutputStreamId stream, byte[] bytes) {
    if (stream == OutputStreamId.STDERR) {
      listener.output(stream, bytes);
    } else if (receiver != null) {
      archive.pass(bytes);
      listener.progressed(archive.done(), archive.known());
      untaken += bytes.length;
      pace();
      receiver
          .write(bytes)
          .whenComplete((done, problem) ->
              mailbox.post(() -> {
                untaken -= bytes.length;
                pace();
              }));
    }
  }

  private void pace() {
    var pause = untaken > MOST_UNTAKEN;
    if (pause != paused && sender != null) {
      paused = pause;
      if (pause) {
        sender.pauseReading();
      } else {
        sender.resumeReading();
      }
    }
  }

  @Override
  public void streamEnded(OutputStreamId stream, @Nullable String error) {
    // the receiving end may still have something to say
  }

  @Override
  public void ended(ExitStatus status) {
    sent = status;
    if (receiver != null) {
      receiver.closeStdin();
    }
    finish();
  }

  @Override
  public void failed(String reason) {
    failure = reason;
    if (receiver != null) {
      signalReceiver(TERM);
      Timers.schedule(CLEAN_UP, () -> mailbox.post(() -> signalReceiver(KILL)));
    }
    finish();
  }

  /**
   * Signals the receiving end, which may still be at work when the sending end has gone.
   *
   * @return false if all is over
   */
  boolean signal(int signal) {
    if (over) {
      return false;
    }
    mailbox.post(() -> signalReceiver(signal));
    return true;
  }

  private void signalReceiver(int signal) {
    if (receiver != null && received == null) {
      receiver.signalTree(signal);
    }
  }

  private void finish() {
    if ((receiver != null && received == null) || (sent == null && failure == null)) {
      return;
    }
    over = true;
    if (told) {
      listener.streamEnded(OutputStreamId.STDOUT, null);
      listener.streamEnded(OutputStreamId.STDERR, null);
    }
    if (sent == null) {
      listener.failed(String.valueOf(failure));
    } else {
      listener.ended(received != null && (receiverGaveUp || sent.code() == 0) ? received : sent);
    }
  }

  private void end(ExitStatus status) {
    received = status;
    if (sent == null && failure == null && sender != null && status.code() != 0) {
      receiverGaveUp = true;
      sender.signal(TERM);
    }
    finish();
  }

  /** Told of the receiving end. */
  private final class Receiver implements ChildListener {
    @Override
    public void started(long pid) {}

    @Override
    public void output(OutputStreamId stream, byte[] bytes) {
      mailbox.post(() -> listener.output(OutputStreamId.STDERR, bytes));
    }

    @Override
    public void streamEnded(OutputStreamId stream, @Nullable String error) {}

    @Override
    public void ended(ExitStatus status) {
      mailbox.post(() -> end(status));
    }

    @Override
    public void failed(String reason) {
      mailbox.post(() -> {
        listener.output(OutputStreamId.STDERR, reason.getBytes(StandardCharsets.UTF_8));
        end(ExitStatus.exited(1));
      });
    }
  }
}
