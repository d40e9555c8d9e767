package execo.internal.ssh.embedded;

import execo.internal.ssh.connecting.SignalNames;
import execo.spi.OutputStreamId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.PtyChannelConfiguration;
import org.apache.sshd.common.channel.PtyChannelConfigurationHolder;
import org.apache.sshd.common.io.IoOutputStream;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A channel that runs one command: what it writes is passed on as it comes, and the host may send
 * as much as has been passed on while the reading is not paused. Thread-safe.
 */
final class CommandChannel extends ChannelExec implements Writable {
  /** What happens on the channel, told in order on a thread that must not be blocked. */
  interface Events {
    /** The host runs the command. */
    void opened(CommandChannel channel);

    /**
     * The host does not run it.
     *
     * @param isFull whether it takes no more channels on this connection
     */
    void refused(String reason, boolean isFull);

    void output(OutputStreamId stream, byte[] bytes);

    /** Both outputs have ended. */
    void outputEnded();

    /** The command exited. */
    void exited(int code);

    /** A signal ended the command. */
    void signalled(String name);

    /** The channel is closed; nothing more comes. */
    void closed();
  }

  private static final PtyChannelConfigurationHolder TERMINAL = terminal();

  private final Link link;
  private final Events events;
  private final boolean openStdin;
  private final boolean leashed;
  private final boolean runsCommand;
  private final Queue<Consumer<Boolean>> replies = new ArrayDeque<>();
  private final Inflow inflow = new Inflow(getLocalWindow());

  CommandChannel(Link link, Work work, Map<String, String> environment, Events events) {
    super(work.line(), work.tty() ? TERMINAL : null, environment);
    this.link = link;
    this.events = events;
    openStdin = work.stdin();
    leashed = work.leashed();
    runsCommand = work.mark() != null;
    setUsePty(work.tty());
    setStreaming(Streaming.Async);
    replies.add(success -> {
      if (success) {
        events.opened(this);
      } else {
        events.refused("the host refuses to run commands", false);
      }
    });
    addCloseFutureListener(closed -> events.closed());
  }

  private static PtyChannelConfigurationHolder terminal() {
    var terminal = new PtyChannelConfiguration();
    var type = System.getenv("TERM");
    terminal.setPtyType(type == null || type.isEmpty() ? "vt100" : type);
    terminal.setPtyColumns(80);
    terminal.setPtyLines(24);
    return terminal;
  }

  @Override
  protected void doOpen() throws IOException {
    link.admitted(this);
    super.doOpen();
    if (!openStdin) {
      sendEof();
    }
  }

  @Override
  public void handleOpenFailure(Buffer buffer) {
    // told before the channel tells that it is closed
    events.refused(OpenFailure.peek(buffer), true);
    super.handleOpenFailure(buffer);
  }

  @Override
  public IoOutputStream input() {
    return asyncIn;
  }

  @Override
  public void endInput() throws IOException {
    sendEof();
  }

  @Override
  public void handleSuccess() {
    reply(true);
  }

  @Override
  public void handleFailure() {
    reply(false);
  }

  private void reply(boolean success) {
    Consumer<Boolean> next;
    synchronized (replies) {
      next = replies.poll();
    }
    if (next != null) {
      next.accept(success);
    }
  }

  @Override
  protected void handleChannelRequest(String request, boolean wantReply, Buffer buffer)
      throws IOException {
    super.handleChannelRequest(request, wantReply, buffer);
    if (request.equals("exit-status") && getExitStatus() != null) {
      events.exited(getExitStatus());
    } else if (request.equals("exit-signal") && getExitSignal() != null) {
      events.signalled(getExitSignal());
    }
  }

  @Override
  public void handleEof() throws IOException {
    super.handleEof();
    events.outputEnded();
  }

  @Override
  protected void doWriteData(byte[] data, int from, long length) throws IOException {
    pass(OutputStreamId.STDOUT, data, from, (int) length);
  }

  @Override
  protected void doWriteExtendedData(byte[] data, int from, long length) throws IOException {
    pass(OutputStreamId.STDERR, data, from, (int) length);
  }

  private void pass(OutputStreamId stream, byte[] data, int from, int length) throws IOException {
    events.output(stream, Arrays.copyOfRange(data, from, from + length));
    inflow.passed(length);
  }

  Inflow inflow() {
    return inflow;
  }

  /** Whether it runs what somebody asked for, and not a leash or the like. */
  boolean runsCommand() {
    return runsCommand;
  }

  /** Asks for a signal to the command's process group, and tells whether the host did so. */
  void signal(int number, Consumer<Boolean> done) throws IOException {
    var name = SignalNames.of(number);
    var buffer = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, Integer.SIZE + 32);
    buffer.putUInt(getRecipient());
    buffer.putString("signal");
    buffer.putBoolean(true);
    buffer.putString(name);
    synchronized (replies) {
      replies.add(done);
      writePacket(buffer);
    }
  }

  /** Asks for a signal, if the command is to end with this program, and for no answer. */
  void terminate(int number) {
    if (!leashed) {
      return;
    }
    try {
      signal(number, done -> {});
    } catch (IOException e) {
      log.debug("terminate({}): {}", this, e.getMessage());
    }
  }

  /** The number of the signal that RFC 4254 or a server calls so; 0 if none is known. */
  static int number(@Nullable String name) {
    return name == null ? 0 : Signals.NUMBERS.getOrDefault(name, 0);
  }

  private static final class Signals {
    static final Map<String, Integer> NUMBERS =
        Map.ofEntries(
            Map.entry("HUP", 1),
            Map.entry("INT", 2),
            Map.entry("QUIT", 3),
            Map.entry("ILL", 4),
            Map.entry("ABRT", 6),
            Map.entry("FPE", 8),
            Map.entry("KILL", 9),
            Map.entry("USR1", 10),
            Map.entry("SEGV", 11),
            Map.entry("USR2", 12),
            Map.entry("PIPE", 13),
            Map.entry("ALRM", 14),
            Map.entry("TERM", 15));
  }
}
