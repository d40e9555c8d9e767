package execo.internal.ssh.embedded;

import execo.internal.os.Timers;
import java.io.IOException;
import java.time.Duration;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/** One open connection, shared by commands. How many use it is its {@link Server}'s business. */
final class Link {
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final ClientSession session;
  private final Leash leash;
  private volatile @Nullable String loss;

  // guarded by the server
  int used;
  int limit = Integer.MAX_VALUE;
  boolean closed;
  long visits;

  Link(ClientSession session) {
    this.session = session;
    leash = new Leash(this);
    session.addSessionListener(
        new SessionListener() {
          @Override
          public void sessionException(Session failed, Throwable problem) {
            note(Reasons.of(problem));
          }

          @Override
          public void sessionDisconnect(
              Session ended, int code, String message, String language, boolean byUs) {
            note(message);
          }
        });
  }

  private synchronized void note(String reason) {
    if (loss == null) {
      loss = reason;
    }
  }

  ClientSession session() {
    return session;
  }

  Leash leash() {
    return leash;
  }

  /** Whether channels can be opened on it, as far as this side knows. */
  boolean alive() {
    return session.isOpen();
  }

  /** Opens a channel; what becomes of it the channel is told. */
  void open(CommandChannel channel) throws IOException {
    register(channel);
    channel.open();
  }

  private void register(Channel channel) throws IOException {
    session.getService(ConnectionService.class).registerChannel(channel);
  }

  /** Why the connection is no more, in one line. */
  String loss() {
    var known = loss;
    return known == null ? "the host closed it" : known;
  }

  /** Ends the connection, on which nothing runs. */
  void close() {
    session.close(false);
    Timers.schedule(CLOSING, () -> session.close(true));
  }

  /** Ends the connection; what runs on it on the host ends too. */
  void cut() {
    session.close(true);
  }
}
