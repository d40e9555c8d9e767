package execo.internal.ssh.embedded;

import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import execo.spi.PortForward;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
  private final ChildListener listener;
  private final ServerSocket socket;
  private final Set<ForwardedConnection> connections = ConcurrentHashMap.newKeySet();
  private CompletableFuture<Lease> leasing = new CompletableFuture<>();
  private boolean finished;

  private Forwarding(Server server, PortForward forward, ChildListener listener)
      throws IOException {
    this.server = server;
    this.forward = forward;
    this.listener = listener;
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
    listener.started(0);
    try {
      // Bound before the connection is opened, so that a port in use is told at once.
      socket.bind(
          new InetSocketAddress(InetAddress.getByName(forward.bindAddress()), forward.localPort()),
          BACKLOG);
    } catch (IOException e) {
      var why = e instanceof BindException ? e.getMessage() : Reasons.of(e);
      finish(
          null,
          "cannot listen on " + forward.bindAddress() + " port " + forward.localPort() + ": " + why);
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
      listener.opened();
      Thread.ofVirtual().name("execo-forward").start(() -> accept(lease));
    }
  }

  private void accept(Lease lease) {
    try {
      while (true) {
        var connection = new ForwardedConnection(socket.accept(), forward);
        connections.add(connection);
        connection.onEnd(() -> connections.remove(connection));
        connection.start(lease.link());
      }
    } catch (IOException e) {
      finish(null, "cannot listen any more: " + Reasons.of(e));
    }
  }

  private void finish(@Nullable ExitStatus status, String reason) {
    CompletableFuture<Lease> held;
    synchronized (this) {
      if (finished) {
        return;
      }
      finished = true;
      held = leasing;
    }
    closeSocket();
    connections.forEach(ForwardedConnection::end);
    held.cancel(false);
    held.thenAccept(Lease::close);
    listener.streamEnded(OutputStreamId.STDOUT, null);
    listener.streamEnded(OutputStreamId.STDERR, null);
    if (status == null) {
      listener.failed(reason);
    } else {
      listener.ended(status);
    }
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
