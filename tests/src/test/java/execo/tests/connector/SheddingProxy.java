package execo.tests.connector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes connections on to a server, but closes the first ones as one under load does, and all when
 * told to.
 */
final class SheddingProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final int shed;
  private final AtomicInteger accepted = new AtomicInteger();
  private final Set<Socket> passed = ConcurrentHashMap.newKeySet();

  SheddingProxy(InetSocketAddress target, int shed) throws IOException {
    this.target = target;
    this.shed = shed;
    listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.startVirtualThread(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How many connections have come, those that were closed included. */
  int accepted() {
    return accepted.get();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        if (accepted.incrementAndGet() <= shed) {
          client.close();
        } else {
          var server = new Socket(target.getAddress(), target.getPort());
          passed.add(client);
          Thread.startVirtualThread(() -> pump(client, server));
          Thread.startVirtualThread(() -> pump(server, client));
        }
      } catch (IOException e) {
        // closed, or a client that is gone again: the next one counts
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // either side is gone: both are closed
    }
  }

  /** Closes the connections that were passed on, and takes no more. */
  void cut() throws IOException {
    listener.close();
    for (var client : passed) {
      client.close();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
