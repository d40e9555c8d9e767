package execo.internal.chain;

import execo.host.EffectiveConnection;
import execo.internal.os.Timers;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.Connector;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import execo.spi.RemoteCommand;
import execo.spi.RemoteCopy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One host of a chained copy: the child that its process sees, and the conversation with the agent
 * that works there. Its process is told the end as soon as the files are there; the agent goes on
 * until all hosts are served.
 */
final class Member implements Child, ChildListener {
  private static final Duration LEAVE = Duration.ofSeconds(2);
  private static final int TERM = 15;
  private static final int KILL = 9;

  private final RemoteCopy copy;
  private final Connector connector;
  private final ChildListener listener;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private @Nullable Transfer transfer;
  private @Nullable Child agent;
  private boolean told;
  private boolean open;
  private boolean settled;
  private boolean gone;
  private int killedWith;
  private volatile long heard;

  /** Where the member is in the transfer; the transfer's own. */
  final Place place = new Place();

  Member(RemoteCopy copy, Connector connector, ChildListener listener) {
    this.copy = copy;
    this.connector = connector;
    this.listener = listener;
  }

  /** The command that runs the agent: not on a terminal, which would change bytes. */
  static RemoteCommand command(RemoteCopy copy) {
    var given = copy.connection();
    var connection =
        new EffectiveConnection(
            given.host(),
            given.address(),
            given.user(),
            given.keyFile(),
            given.port(),
            given.params().withTty(false).withPty(false));
    return new RemoteCommand(
        connection, AgentScript.COMMAND, Map.of(), null, true, copy.fanOut(), false);
  }

  RemoteCopy copy() {
    return copy;
  }

  /** Starts the agent, unless the process has been killed already. */
  void connect(Transfer transfer, byte[] input) {
    synchronized (this) {
      this.transfer = transfer;
      if (settled) {
        gone = true;
        return;
      }
    }
    Child child;
    try {
      child = connector.run(command(copy), this);
    } catch (RuntimeException e) {
      failed(e.getMessage() == null ? e.toString() : e.getMessage());
      return;
    }
    boolean late;
    synchronized (this) {
      agent = child;
      late = killedWith != 0;
    }
    child.write(input);
    if (late) {
      child.signal(TERM);
    }
  }

  // ---- told about the agent

  @Override
  public synchronized void started(long pid) {
    if (!settled) {
      told = true;
      listener.started(pid);
    }
  }

  @Override
  public synchronized void opened() {
    heard = System.nanoTime();
    open = true;
    if (!settled) {
      listener.opened();
    }
  }

  @Override
  public void output(OutputStreamId stream, byte[] bytes) {
    if (stream == OutputStreamId.STDERR) {
      say(bytes);
      return;
    }
    for (var b : bytes) {
      if (b == '\n') {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        transfer().heard(this, text);
      } else {
        line.write(b);
      }
    }
  }

  private synchronized void say(byte[] bytes) {
    if (!settled) {
      listener.output(OutputStreamId.STDERR, bytes);
    }
  }

  @Override
  public void streamEnded(OutputStreamId stream, @Nullable String error) {}

  @Override
  public void ended(ExitStatus status) {
    ExitStatus result;
    synchronized (this) {
      gone = true;
      result = killedWith != 0 ? ExitStatus.signalled(killedWith) : status;
    }
    settle(result.code() == 0 ? ExitStatus.exited(1) : result, null);
    transfer().gone(this);
  }

  @Override
  public void failed(String reason) {
    boolean killed;
    synchronized (this) {
      gone = true;
      killed = killedWith != 0;
    }
    if (killed) {
      settle(ExitStatus.signalled(killedWith), null);
    } else {
      settle(null, reason);
    }
    transfer().gone(this);
  }

  private Transfer transfer() {
    var known = transfer;
    if (known == null) {
      throw new IllegalStateException("not connected");
    }
    return known;
  }

  // ---- told by the transfer

  void copied(long done, long total) {
    synchronized (this) {
      if (!settled) {
        listener.progressed(done, total);
      }
    }
  }

  /** All files are there. */
  void succeed() {
    settle(ExitStatus.exited(0), null);
  }

  /** The host did not get every byte, or cannot keep them. */
  void fail(String why) {
    synchronized (this) {
      if (!settled && told) {
        listener.output(OutputStreamId.STDERR, (why + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    settle(ExitStatus.exited(1), why);
    leave();
  }

  /** Nothing is heard from the host any more. */
  void lose(String why) {
    settle(null, why);
    leave();
  }

  private void settle(@Nullable ExitStatus status, @Nullable String reason) {
    synchronized (this) {
      if (settled) {
        return;
      }
      settled = true;
      if (told) {
        listener.streamEnded(OutputStreamId.STDOUT, null);
        listener.streamEnded(OutputStreamId.STDERR, null);
      }
      if (status != null && (told || reason == null)) {
        listener.ended(status);
      } else {
        listener.failed(reason == null ? "it ended early" : reason);
      }
    }
  }

  synchronized boolean isSettled() {
    return settled;
  }

  /** Whether the agent can be talked to no more. */
  synchronized boolean isGone() {
    return gone;
  }

  /** The agent has said something. */
  void spoke() {
    heard = System.nanoTime();
  }

  /** How long the agent has said nothing, once the connection is open. */
  synchronized Duration silence() {
    return open && !gone ? Duration.ofNanos(System.nanoTime() - heard) : Duration.ZERO;
  }

  // ---- to the agent

  /** Tells the agent a line. */
  void tell(String text) {
    var child = agent();
    if (child != null) {
      child.write((text + "\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Gives the agent bytes of the stream. */
  CompletableFuture<@Nullable Void> data(long offset, byte[] bytes) {
    var head = ("data " + offset + " " + bytes.length + "\n").getBytes(StandardCharsets.US_ASCII);
    var frame = new byte[head.length + bytes.length];
    System.arraycopy(head, 0, frame, 0, head.length);
    System.arraycopy(bytes, 0, frame, head.length, bytes.length);
    var child = agent();
    return child == null
        ? CompletableFuture.failedFuture(new IOException("not connected"))
        : child.write(frame);
  }

  private synchronized @Nullable Child agent() {
    return gone ? null : agent;
  }

  /** Has the agent delete what is not finished, and leave. */
  void leave() {
    leave(TERM);
  }

  private void leave(int signal) {
    var child = agent();
    if (child == null) {
      return;
    }
    child.closeStdin();
    Timers.schedule(
        LEAVE,
        () -> {
          if (!isGone()) {
            child.signal(signal);
            Timers.schedule(LEAVE, () -> child.signal(KILL));
          }
        });
  }

  // ---- told by the process

  @Override
  public boolean signal(int signal) {
    Child child;
    boolean running;
    synchronized (this) {
      if (settled) {
        return false;
      }
      killedWith = signal;
      child = agent;
      running = open;
    }
    if (child == null) {
      settle(ExitStatus.signalled(signal), null);
    } else if (running) {
      leave(signal);
    } else {
      child.signal(signal);
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
  public void closeStdin() {}

  @Override
  public void hangUp() {}

  @Override
  public void pauseReading() {}

  @Override
  public void resumeReading() {}
}
