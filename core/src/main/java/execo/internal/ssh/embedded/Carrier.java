package execo.internal.ssh.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.session.AbstractClientSession;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.session.helpers.MissingAttachedSessionException;
import org.jspecify.annotations.Nullable;

/** What an ssh connection is carried by: a socket, or a tunnel through a jump host. */
interface Carrier {
  /**
   * Begins an ssh session there.
   *
   * @param connected completed when bytes can flow; what depends on it by then is run before
   *     anything is read, and so learns all that becomes of the session
   */
  void connect(
      SharedClient client, Destination destination, CompletableFuture<ClientSession> connected);

  /** Whether it still waits for the host's addresses. */
  default boolean resolving() {
    return false;
  }

  /** Finds the addresses of a host; may take its time. */
  interface Resolver {
    InetAddress[] addresses(String name) throws UnknownHostException;
  }

  /** A socket to the first address of the host that takes it. For one connection. */
  final class Direct implements Carrier {
    private final Resolver resolver;
    private volatile boolean resolving;

    Direct(Resolver resolver) {
      this.resolver = resolver;
    }

    @Override
    public boolean resolving() {
      return resolving;
    }

    @Override
    public void connect(
        SharedClient client, Destination destination, CompletableFuture<ClientSession> connected) {
      resolving = true;
      Thread.startVirtualThread(() -> {
        try {
          var addresses = resolver.addresses(destination.settings().hostName());
          resolving = false;
          if (!connected.isDone()) {
            connect(client, destination, List.of(addresses).iterator(), connected);
          }
        } catch (UnknownHostException | RuntimeException e) {
          connected.completeExceptionally(e);
        }
      });
    }

    private static void connect(
        SharedClient client,
        Destination destination,
        Iterator<InetAddress> addresses,
        CompletableFuture<ClientSession> connected) {
      var address = new InetSocketAddress(addresses.next(), destination.settings().port());
      client
          .socket(address, destination.context())
          .addListener(done -> {
            if (done.isConnected()) {
              arrive(done.getSession(), destination, connected);
            } else if (addresses.hasNext() && !connected.isDone()) {
              connect(client, destination, addresses, connected);
            } else {
              connected.completeExceptionally(done.getException());
            }
          });
    }
  }

  /**
   * A tunnel through a connection to a jump host.
   *
   * @param server the connections to the jump host
   * @param link the one to go through, on which a place is held that the tunnel's end gives back
   */
  record Through(Server server, Link link) implements Carrier {
    @Override
    public void connect(
        SharedClient client, Destination destination, CompletableFuture<ClientSession> connected) {
      var settings = destination.settings();
      var target = InetSocketAddress.createUnresolved(settings.hostName(), settings.port());
      var carried = new TunnelSession(client.getSessionFactory(), target, destination.context());
      carried.tunnel().addCloseFutureListener(closed -> server.leave(link, Guest.Kind.TUNNEL));
      carried
          .tunnel()
          .opened()
          .whenComplete((opened, problem) -> begin(carried, destination, problem, connected));
      try {
        link.open(carried.tunnel());
      } catch (IOException | RuntimeException e) {
        carried.tunnel().close(true);
        connected.completeExceptionally(e);
      }
    }

    private static void begin(
        TunnelSession carried,
        Destination destination,
        @Nullable Throwable problem,
        CompletableFuture<ClientSession> connected) {
      if (problem != null) {
        connected.completeExceptionally(problem);
        return;
      }
      try {
        carried.begin();
      } catch (Exception e) {
        connected.completeExceptionally(e);
        carried.close(true);
        return;
      }
      arrive(carried, destination, connected);
    }
  }

  private static void arrive(
      IoSession carried, Destination destination, CompletableFuture<ClientSession> awaited) {
    try {
      var session = (AbstractClientSession) AbstractSession.getSession(carried);
      session.setUsername(destination.settings().user());
      session.setConnectAddress(carried.getRemoteAddress());
      if (!awaited.complete(session)) {
        session.close(true);
      }
    } catch (MissingAttachedSessionException e) {
      awaited.completeExceptionally(e);
      carried.close(true);
    }
  }
}
