package execo.internal.ssh.embedded;

import execo.internal.os.BindAddress;
import execo.internal.os.Teller;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import execo.spi.PortForward;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A local port whose connections are carried to a port that a host can reach. It listens once the
 * connection to the host is open, and ends with it. Thread-safe.
 */
final class Forwarding implements Child {
  private static final int BACKLOG = 128;

  private final Server server;
  private final PortForward forward;
  private final Teller teller;
  private final ServerSocket socket;
  private final Set<ForwardedConnection> connections = ConcurrentHashMap.newKeySet();
  private CompletableFuture<Lease> leasing = new CompletableFuture<>();
  private CompletableFuture<@Nullable Void> accepting = CompletableFuture.completedFuture(null);
  private boolean finished;

  private Forwarding(Server server, PortForward forward, ChildListener listener)
      throws IOException {
    this.server = server;
    this.forward = forward;
    teller = new Teller(listener);
    this.socket = new ServerSocket();
  }

  /** Starts to forward. */
  static Child start(Server server, PortForward forward, ChildListener listener) {
    try {
      var forwarding = new Forwarding(server, forward, listener);
      forwarding.begin();
      return forwarding;
    } catch (IOException e) {
      throw new IllegalStateException("no socket can be made: " + e.getMessage(), e);
    }
  }

  private void begin() {
    teller.started();
    try {
      // Bound before the connection is opened, so that a port in use is told at once.
      socket.bind(
          new InetSocketAddress(BindAddress.of(forward.bindAddress()), forward.localPort()),
          BACKLOG);
    } catch (IOException e) {
      var why = e instanceof BindException ? e.getMessage() : Reasons.of(e);
      finish(
          null,
          "cannot listen on "
              + forward.bindAddress()
              + " port "
              + forward.localPort()
              + ": "
              + why);
      return;
    }
    synchronized (this) {
      leasing = Lease.of(server, Guest.Kind.TUNNEL);
    }
    leasing.whenComplete((lease, problem) -> {
      if (lease == null) {
        finish(null, Reasons.of(problem));
      } else {
        lease.link().onClose(() -> finish(null, "connection lost: " + lease.link().loss()));
        opened(lease);
      }
    });
  }

  private synchronized void opened(Lease lease) {
    if (!finished) {
      teller.opened();
      accepting = new CompletableFuture<>();
      Thread.ofVirtual().name("execo-forward").start(() -> accept(lease));
    }
  }

  private void accept(Lease lease) {
    try {
      while (true) {
        var connection = new ForwardedConnection(socket.accept(), forward, this::refused);
        if (admit(connection)) {
          connection.onEnd(() -> connections.remove(connection));
          connection.start(lease.link());
        } else {
          connection.end();
        }
      }
    } catch (IOException e) {
      acceptingEnded();
      finish(null, "cannot listen any more: " + Reasons.of(e));
    }
  }

  /** Notes a connection that has come, so that it ends with this; false if this has ended. */
  private synchronized boolean admit(ForwardedConnection connection) {
    return !finished && connections.add(connection);
  }

  private void refused(String reason) {
    var line =
        "no connection to %s port %s: %s\n"
            .formatted(forward.remoteHost(), forward.remotePort(), reason);
    teller.output(OutputStreamId.STDERR, line.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void acceptingEnded() {
    accepting.complete(null);
  }

  private void finish(@Nullable ExitStatus status, String reason) {
    CompletableFuture<Lease> held;
    CompletableFuture<@Nullable Void> accepted;
    synchronized (this) {
      if (finished) {
        return;
      }
      finished = true;
      held = leasing;
      accepted = accepting;
    }
    closeSocket();
    connections.forEach(ForwardedConnection::end);
    held.cancel(false);
    held.thenAccept(Lease::close);
    // the port is free only when nothing is in accept any more
    accepted.thenRun(() -> teller.ended(status, reason));
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public boolean signal(int signal) {
    synchronized (this) {
      if (finished) {
        return false;
      }
    }
    finish(ExitStatus.signalled(signal), "");
    return true;
  }

  @Override
  public boolean signalTree(int signal) {
    return signal(signal);
  }

  @Override
  public CompletableFuture<@Nullable Void> write(byte[] bytes) {
    return CompletableFuture.failedFuture(new IOException("a forwarding has no input"));
  }

  @Override
  public void closeStdin() {}

  @Override
  public void hangUp() {
    signal(1);
  }

  @Override
  public void pauseReading() {}

  @Override
  public void resumeReading() {}
}
