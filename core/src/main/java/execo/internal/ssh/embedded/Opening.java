package execo.internal.ssh.embedded;

import execo.internal.os.Timers;
import execo.internal.ssh.connecting.LoadShedding;
import execo.internal.ssh.connecting.OpeningLimit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.session.helpers.MissingAttachedSessionException;
import org.jspecify.annotations.Nullable;

/**
 * The opening of one connection: waits for a place, connects, exchanges keys and logs in, all
 * within the connect timeout, and tries again when the server sheds load. Thread-safe.
 */
final class Opening {
  private final SshClient client;
  private final OpeningLimit limit;
  private final Destination destination;
  private final Runnable begun;
  private final CompletableFuture<ClientSession> opened = new CompletableFuture<>();
  private volatile int tries;

  private Opening(SshClient client, OpeningLimit limit, Destination destination, Runnable begun) {
    this.client = client;
    this.limit = limit;
    this.destination = destination;
    this.begun = begun;
  }

  /**
   * Opens a connection.
   *
   * @param begun run when its first try begins
   * @return the session, logged in; or a {@link Failure}
   */
  static CompletableFuture<ClientSession> start(
      SshClient client, OpeningLimit limit, Destination destination, Runnable begun) {
    var opening = new Opening(client, limit, destination, begun);
    opening.enter();
    return opening.opened;
  }

  /** Why there is no connection, as a sentence. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    Failure(String reason) {
      super(reason, null, false, false);
    }
  }

  private void enter() {
    limit.enter(place -> {
      tries++;
      if (tries == 1) {
        begun.run();
      }
      var attempt = new Attempt(place);
      Thread.startVirtualThread(attempt::begin);
    });
  }

  private final class Attempt {
    private final OpeningLimit.Place place;
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable Future<?> timer;
    private Iterator<InetAddress> addresses = List.<InetAddress>of().iterator();
    private volatile @Nullable ClientSession session;

    Attempt(OpeningLimit.Place place) {
      this.place = place;
    }

    void begin() {
      var timeout = destination.connection().connectTimeout();
      if (!timeout.isZero()) {
        timer = Timers.schedule(timeout, this::timeOut);
      }
      try {
        addresses = List.of(InetAddress.getAllByName(destination.hostName())).iterator();
        connect();
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }

    private void connect() throws IOException {
      var address = new InetSocketAddress(addresses.next(), destination.port());
      client
          .connect(destination.user(), address, destination.context(), null)
          .addListener(connected -> {
            if (connected.isConnected()) {
              connected(connected.getClientSession());
            } else {
              notConnected(connected.getException());
            }
          });
    }

    private void notConnected(@Nullable Throwable problem) {
      if (over.get()) {
        return;
      }
      if (addresses.hasNext()) {
        try {
          connect();
          return;
        } catch (IOException | RuntimeException e) {
          fail(e);
        }
      }
      fail(problem == null ? new IOException("cancelled") : problem);
    }

    private void connected(ClientSession connected) {
      session = connected;
      if (over.get()) {
        connected.close(true);
        return;
      }
      try {
        Login.equip(connected, destination);
        connected
            .auth()
            .addListener(done -> {
              if (done.isSuccess()) {
                succeed(connected);
              } else {
                var problem = done.getException();
                fail(problem == null ? refusal() : problem);
              }
            });
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }

    private SshException refusal() {
      return new SshException(
          SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, "Permission denied");
    }

    private void succeed(ClientSession connected) {
      if (end()) {
        opened.complete(connected);
      } else {
        connected.close(true);
      }
    }

    private boolean end() {
      if (!over.compareAndSet(false, true)) {
        return false;
      }
      if (timer != null) {
        timer.cancel(false);
      }
      place.release();
      return true;
    }

    private void timeOut() {
      var begunSession = session;
      if (begunSession == null) {
        giveUp(place() + "Connection timed out");
      } else if (begunSession.getServerVersion() == null) {
        giveUp("Connection timed out during banner exchange");
      } else {
        giveUp("Connection timed out during key exchange or authentication");
      }
    }

    private void giveUp(String reason) {
      if (end()) {
        close();
        opened.completeExceptionally(new Failure(reason));
      }
    }

    private void close() {
      var begunSession = session;
      if (begunSession != null) {
        begunSession.close(true);
      }
    }

    private void fail(Throwable problem) {
      if (!end()) {
        return;
      }
      var shed = isShed(problem);
      close();
      var delay = shed ? LoadShedding.delayBefore(tries) : null;
      if (delay != null) {
        Timers.schedule(delay, Opening.this::enter);
      } else {
        opened.completeExceptionally(new Failure(reason(problem)));
      }
    }

    /** The server closed the connection before it even showed who it is. */
    private boolean isShed(Throwable problem) {
      var begunSession = session;
      var root = Reasons.root(problem);
      if (begunSession == null || isEstablished(begunSession)) {
        return root instanceof MissingAttachedSessionException;
      }
      return root instanceof SshException sshProblem
          ? sshProblem.getDisconnectCode() <= 0
              && "Session is being closed".equals(sshProblem.getMessage())
          : root instanceof IOException;
    }

    private String reason(Throwable problem) {
      var begunSession = session;
      if (begunSession == null) {
        return (problem instanceof java.net.UnknownHostException ? "" : place())
            + Reasons.of(problem);
      }
      if (Reasons.root(problem) instanceof SshException sshProblem) {
        switch (sshProblem.getDisconnectCode()) {
          case SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE -> {
            return "Host key verification failed";
          }
          case SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE -> {
            return destination.user()
                + "@"
                + destination.hostName()
                + ": Permission denied (publickey)";
          }
          default -> {}
        }
      }
      var stage =
          begunSession.getServerVersion() == null
              ? "banner exchange: "
              : isEstablished(begunSession) ? "" : "key exchange: ";
      return stage + Reasons.of(problem);
    }

    private String place() {
      return "connect to host " + destination.hostName() + " port " + destination.port() + ": ";
    }
  }

  private static boolean isEstablished(ClientSession session) {
    return session.getKexState() == KexState.DONE;
  }
}
