package execo.tests.connector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what it is sent, to any number of clients. */
final class EchoServer implements AutoCloseable {
  private final ServerSocket listener;

  EchoServer(int port) throws IOException {
    listener = new ServerSocket(port, 100, InetAddress.ofLiteral("127.0.0.1"));
    Thread.startVirtualThread(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        Thread.startVirtualThread(() -> echo(client));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private static void echo(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      // the client is gone
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
