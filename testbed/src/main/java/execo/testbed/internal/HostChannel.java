package execo.testbed.internal;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;
import org.jspecify.annotations.Nullable;

/**
 * A session channel with what MINA's own leaves out: a limit on their number, exit signals, which
 * variables are accepted, and whether a terminal was asked for.
 */
final class HostChannel extends ChannelSession {
  private static final AttributeKey<AtomicInteger> SESSIONS = new AttributeKey<>();

  private final int most;
  private volatile boolean terminal;
  private volatile @Nullable Consumer<String> signals;
  private volatile @Nullable String exitSignal;

  /**
   * A channel.
   *
   * @param most how many may be open at once on its connection
   */
  HostChannel(int most) {
    this.most = most;
  }

  /** Refuses as sshd does where there are enough. */
  @Override
  protected OpenFuture doInit(Buffer buffer) {
    var open = getSession().computeAttributeIfAbsent(SESSIONS, key -> new AtomicInteger());
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      var refused = new DefaultOpenFuture(this, this);
      refused.setException(
          new SshChannelOpenException(
              getChannelId(), SshConstants.SSH_OPEN_CONNECT_FAILED, "too many sessions"));
      return refused;
    }
    addCloseFutureListener(closed -> open.decrementAndGet());
    return super.doInit(buffer);
  }

  /** Whether a terminal was asked for. */
  boolean terminal() {
    return terminal;
  }

  /** Tells of the signals that the client sends, by their names without SIG. */
  void onSignal(Consumer<String> handler) {
    signals = handler;
  }

  /** Reports a signal instead of the exit status when the command is over. */
  void exitSignal(String name) {
    exitSignal = name;
  }

  /**
   * Reports how the command ended, before the end of its output: a client may close the channel at
   * that, and would never know.
   */
  void tellExit(int code) {
    try {
      sendExitStatus(code);
    } catch (IOException e) {
      log.debug("tellExit({}): {}", this, e.getMessage());
    }
  }

  @Override
  protected RequestHandler.Result handlePtyReqParsed(
      String term, int columns, int rows, int width, int height, Map<PtyMode, Integer> modes)
      throws IOException {
    terminal = true;
    return super.handlePtyReqParsed(term, columns, rows, width, height, modes);
  }

  @Override
  protected RequestHandler.Result handleEnvParsed(String name, String value) throws IOException {
    return name.equals("LANG") || name.startsWith("LC_") || name.startsWith("EXECO_")
        ? super.handleEnvParsed(name, value)
        : RequestHandler.Result.ReplyFailure;
  }

  @Override
  protected RequestHandler.Result handleSignalParsed(String name) {
    var handler = signals;
    if (handler == null) {
      return RequestHandler.Result.ReplyFailure;
    }
    handler.accept(name);
    return RequestHandler.Result.ReplySuccess;
  }

  @Override
  protected void sendExitStatus(int code) throws IOException {
    var name = exitSignal;
    if (name == null) {
      super.sendExitStatus(code);
      return;
    }
    if (exitStatusSent.getAndSet(true)) {
      return;
    }
    var buffer = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST, Long.SIZE);
    buffer.putUInt(getRecipient());
    buffer.putString("exit-signal");
    buffer.putBoolean(false);
    buffer.putString(name);
    buffer.putBoolean(false);
    buffer.putString("");
    buffer.putString("");
    writePacket(buffer);
    notifyStateChanged("exit-signal");
  }
}
