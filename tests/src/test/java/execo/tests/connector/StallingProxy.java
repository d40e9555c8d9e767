package execo.tests.connector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Passes connections on to a server, and may let those that there are go dead without a word. */
final class StallingProxy implements AutoCloseable {
  private static final int BUFFER = 32 * 1024;

  private static final class Flow {
    private final Socket client;
    private final Socket server;
    private volatile boolean stalled;

    Flow(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void start() {
      Thread.startVirtualThread(() -> pump(client, server));
      Thread.startVirtualThread(() -> pump(server, client));
    }

    private void pump(Socket from, Socket to) {
      var buffer = new byte[BUFFER];
      try {
        for (int count; (count = from.getInputStream().read(buffer)) >= 0; ) {
          if (!stalled) {
            to.getOutputStream().write(buffer, 0, count);
          }
        }
      } catch (IOException e) {
        // either side is gone
      }
      if (!stalled) {
        end();
      }
    }

    void end() {
      try (client;
          server) {
        stalled = true;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final Duration delay;
  private final List<Flow> flows = new CopyOnWriteArrayList<>();

  StallingProxy(InetSocketAddress target) throws IOException {
    this(target, Duration.ZERO);
  }

  /**
   * A proxy.
   *
   * @param delay after which it reaches the server for the next client
   */
  StallingProxy(InetSocketAddress target, Duration delay) throws IOException {
    this.target = target;
    this.delay = delay;
    listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.startVirtualThread(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How many connections have come. */
  int accepted() {
    return flows.size();
  }

  /** From now on nothing passes on the connections that there are. */
  void stall() {
    flows.forEach(flow -> flow.stalled = true);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        LockSupport.parkNanos(delay.toNanos());
        var flow = new Flow(client, new Socket(target.getAddress(), target.getPort()));
        flows.add(flow);
        flow.start();
      } catch (IOException e) {
        // closed, or a client that is gone again: the next one counts
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    flows.forEach(Flow::end);
  }
}
