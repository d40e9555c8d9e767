package execo.internal.ssh.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.AbstractClientSession;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.jspecify.annotations.Nullable;

/** What an ssh connection is carried by: a socket, or a tunnel through a jump host. */
interface Carrier {
  /** Begins an ssh session there; completes when bytes can flow, before any key is exchanged. */
  CompletableFuture<ClientSession> connect(SshClient client, Destination destination);

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
    public CompletableFuture<ClientSession> connect(SshClient client, Destination destination) {
      var connected = new CompletableFuture<ClientSession>();
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
      return connected;
    }

    private static void connect(
        SshClient client,
        Destination destination,
        Iterator<InetAddress> addresses,
        CompletableFuture<ClientSession> connected) {
      var settings = destination.settings();
      var address = new InetSocketAddress(addresses.next(), settings.port());
      try {
        client
            .connect(settings.user(), address, destination.context(), null)
            .addListener(done -> {
              if (done.isConnected()) {
                arrive(connected, done.getClientSession());
              } else if (addresses.hasNext() && !connected.isDone()) {
                connect(client, destination, addresses, connected);
              } else {
                var problem = done.getException();
                connected.completeExceptionally(
                    problem == null ? new IOException("cancelled") : problem);
              }
            });
      } catch (IOException | RuntimeException e) {
        connected.completeExceptionally(e);
      }
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
    public CompletableFuture<ClientSession> connect(SshClient client, Destination destination) {
      var settings = destination.settings();
      var target = InetSocketAddress.createUnresolved(settings.hostName(), settings.port());
      var carried = new TunnelSession(client.getSessionFactory(), target, destination.context());
      var connected = new CompletableFuture<ClientSession>();
      carried.tunnel().addCloseFutureListener(closed -> server.leave(link, Guest.Kind.TUNNEL));
      carried
          .tunnel()
          .opened()
          .whenComplete((opened, problem) -> begin(carried, settings.user(), problem, connected));
      try {
        link.open(carried.tunnel());
      } catch (IOException | RuntimeException e) {
        carried.tunnel().close(true);
        connected.completeExceptionally(e);
      }
      return connected;
    }

    private static void begin(
        TunnelSession carried,
        String user,
        @Nullable Throwable problem,
        CompletableFuture<ClientSession> connected) {
      if (problem != null) {
        connected.completeExceptionally(problem);
        return;
      }
      try {
        carried.begin();
        var session = (AbstractClientSession) AbstractSession.getSession(carried);
        session.setUsername(user);
        session.setConnectAddress(carried.getRemoteAddress());
        arrive(connected, session);
      } catch (Exception e) {
        connected.completeExceptionally(e);
        carried.close(true);
      }
    }
  }

  private static void arrive(CompletableFuture<ClientSession> awaited, ClientSession session) {
    if (!awaited.complete(session)) {
      session.close(true);
    }
  }
}
