package execo.internal.taktuk;

import execo.host.EffectiveConnection;
import execo.internal.os.Timers;
import execo.internal.ssh.connecting.SignalNames;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The command of one host among those that a TakTuk program runs. As a child it is thread-safe; all
 * else is done in the mailbox.
 */
final class Member implements Child {
  private static final Duration GIVE_UP_AFTER_KILL = Duration.ofSeconds(3);
  private static final int ACKNOWLEDGED_AT_LEAST = 1 << 20;
  private static final int KILL = 9;

  /** INT, KILL, and TERM: who sends them wants an end. */
  private static final Set<Integer> ENDS = Set.of(2, KILL, 15);

  /** The agent's exit code when its input has ended. */
  private static final int CONNECTION_GONE = 75;

  private static final int FIRST_SIGNAL_CODE = 129;
  private static final int LAST_SIGNAL_CODE = 128 + 64;

  private final Mailbox mailbox;
  private final EffectiveConnection connection;
  private final String line;
  private final boolean stdin;
  private final ChildListener listener;
  private final Notes notes = new Notes();
  private final ByteArrayOutputStream agentLine = new ByteArrayOutputStream();
  private final InputWindow input = new InputWindow(this::tellAgent);
  private final @Nullable PutListener put;
  private final List<String> unsent = new ArrayList<>();
  private @Nullable TaktukSession session;
  private Intake intake;
  private int rank = -1;
  private int tries;
  private long unacknowledged;
  private boolean told;
  private boolean begun;
  private boolean paused;
  private int doom;
  private volatile boolean ended;

  Member(
      Mailbox mailbox,
      EffectiveConnection connection,
      String line,
      boolean stdin,
      ChildListener listener) {
    this(mailbox, connection, line, stdin, listener, null);
  }

  /** The receiver of a copy; its session feeds it. */
  Member(Mailbox mailbox, EffectiveConnection connection, String line, PutListener put) {
    this(mailbox, connection, line, false, put, put);
  }

  private Member(
      Mailbox mailbox,
      EffectiveConnection connection,
      String line,
      boolean stdin,
      ChildListener listener,
      @Nullable PutListener put) {
    this.mailbox = mailbox;
    this.connection = connection;
    this.line = line;
    this.stdin = stdin;
    this.listener = listener;
    this.put = put;
    intake = input;
  }

  EffectiveConnection connection() {
    return connection;
  }

  /** What TakTuk runs on the host. */
  String line() {
    return line;
  }

  boolean isEnded() {
    return ended;
  }

  /** Whether this program runs it. */
  boolean isOf(TaktukSession program) {
    return session == program;
  }

  /** Whether it was sent a signal to end by, which may not have reached it. */
  boolean isDoomed() {
    return doom != 0;
  }

  /** Its program was ended because it could not be sent the signal. */
  void endDoomed() {
    end(ExitStatus.signalled(doom));
  }

  /** What is to be copied to the host, if this is a copy. */
  @Nullable PutListener put() {
    return put;
  }

  /** Where it takes its input from in place of {@link #write}. */
  void feed(Intake from) {
    intake = from;
  }

  /** The number by which the host can be spoken to; negative while it cannot. */
  int rank() {
    return rank;
  }

  Notes notes() {
    return notes;
  }

  int tries() {
    return tries;
  }

  // ---- told by the session

  /** A program takes it in. */
  void join(TaktukSession next) {
    session = next;
    rank = -1;
    tries++;
    notes.clear();
  }

  void programStarted(long pid) {
    if (!told && !ended) {
      told = true;
      listener.started(pid);
    }
  }

  /** From now on the host can be spoken to. */
  void numbered(int number) {
    rank = number;
    var lines = List.copyOf(unsent);
    unsent.clear();
    lines.forEach(this::tellAgent);
    tellFeed();
  }

  void commandStarted() {
    begun = true;
    if (ended) {
      tellAgent("k:KILL");
    } else {
      listener.opened();
      tellFeed();
    }
  }

  /** It is to be tried again with another program. */
  void leaveProgram() {
    session = null;
    if (intake instanceof Feed.Lane lane) {
      lane.refuse("another try");
    }
  }

  private void tellFeed() {
    if (begun && rank >= 0 && intake instanceof Feed.Lane lane) {
      lane.ready();
    }
  }

  /** A part of a line of the agent's. */
  void agentWrote(byte[] bytes, boolean endOfLine) {
    agentLine.writeBytes(bytes);
    if (!endOfLine) {
      return;
    }
    var kind = agentLine.size() < 2 ? ' ' : agentLine.toByteArray()[0];
    var text = agentLine.toString(StandardCharsets.US_ASCII);
    agentLine.reset();
    var value = text.substring(Math.min(2, text.length()));
    switch (kind) {
      case 'o' -> output(OutputStreamId.STDOUT, value);
      case 'e' -> output(OutputStreamId.STDERR, value);
      case 't' -> intake.taken();
      case 'p' -> intake.refuse("the standard input is closed by the command");
      case 'x' -> end(status(Integer.parseInt(value)));
      default -> notes.add(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void output(OutputStreamId stream, String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      fail("the agent on the host cannot be understood: " + e.getMessage());
      return;
    }
    unacknowledged += bytes.length;
    if (!ended) {
      listener.output(stream, bytes);
    }
    acknowledge();
  }

  private void acknowledge() {
    if (!paused && unacknowledged >= ACKNOWLEDGED_AT_LEAST) {
      tellAgent("a:" + unacknowledged);
      unacknowledged = 0;
    }
  }

  private static ExitStatus status(int code) {
    return code >= FIRST_SIGNAL_CODE && code <= LAST_SIGNAL_CODE
        ? ExitStatus.signalled(code - 128)
        : ExitStatus.exited(code);
  }

  /** The agent has gone; if it did not say how the command ended, it was killed or never ran. */
  void agentEnded(int waitStatus) {
    var signal = waitStatus & 0x7f;
    if (signal != 0) {
      end(ExitStatus.signalled(signal));
    } else if (waitStatus >> 8 == CONNECTION_GONE) {
      fail(notes.reason("connection lost"));
    } else {
      fail(notes.reason("the command could not be started"));
    }
  }

  void end(ExitStatus status) {
    if (finish()) {
      listener.ended(status);
      leave();
    }
  }

  void fail(String reason) {
    if (finish()) {
      listener.failed(reason);
      leave();
    }
  }

  private boolean finish() {
    if (ended) {
      return false;
    }
    ended = true;
    intake.refuse("it has ended");
    if (told) {
      listener.streamEnded(OutputStreamId.STDOUT, null);
      listener.streamEnded(OutputStreamId.STDERR, null);
    }
    return true;
  }

  private void leave() {
    if (session != null) {
      session.left();
    }
  }

  private void tellAgent(String text) {
    if (session == null || rank < 0) {
      unsent.add(text);
    } else {
      session.tellAgent(rank, text);
    }
  }

  // ---- the child

  @Override
  public boolean signal(int signal) {
    if (ended) {
      return listener instanceof GetListener get && get.signal(signal);
    }
    mailbox.post(() -> deliver(signal));
    return true;
  }

  private void deliver(int signal) {
    if (ended) {
      return;
    }
    if (!begun) {
      end(ExitStatus.signalled(signal));
      return;
    }
    tellAgent("k:" + SignalNames.of(signal));
    if (ENDS.contains(signal)) {
      doom = signal;
      if (session != null && rank < 0) {
        session.doomed();
      }
    }
    if (signal == KILL) {
      Timers.schedule(
          GIVE_UP_AFTER_KILL, () -> mailbox.post(() -> end(ExitStatus.signalled(KILL))));
    }
  }

  @Override
  public boolean signalTree(int signal) {
    return signal(signal);
  }

  @Override
  public CompletableFuture<@Nullable Void> write(byte[] bytes) {
    if (!stdin) {
      return CompletableFuture.failedFuture(
          new IOException("the standard input was not asked for"));
    }
    var taken = new CompletableFuture<@Nullable Void>();
    mailbox.post(() -> input.write(bytes, taken));
    return taken;
  }

  @Override
  public void closeStdin() {
    mailbox.post(input::close);
  }

  @Override
  public void hangUp() {
    closeStdin();
  }

  @Override
  public void pauseReading() {
    mailbox.post(() -> paused = true);
  }

  @Override
  public void resumeReading() {
    mailbox.post(() -> {
      paused = false;
      acknowledge();
    });
  }
}
