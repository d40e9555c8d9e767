package execo.internal.ssh.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.internal.os.Recorder;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.PortForward;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the connections that are carried to a host. */
class ForwardingTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final int SHORT_ONES = 500;

  private final LoopbackServer server;
  private final ServerSocket far;
  private final EmbeddedConnector connector = new EmbeddedConnector(new Pool(new OpeningLimit(64)));
  private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
  private final Recorder told =
      new Recorder() {
        @Override
        public void opened() {
          opened.complete(true);
        }
      };
  private int port;
  private Child forwarding;

  ForwardingTest() throws IOException {
    server = new LoopbackServer();
    far = new ServerSocket(0, 250, HERE); // what waits in no queue here would keep sockets there
    try (var free = new ServerSocket(0, 1, HERE)) {
      port = free.getLocalPort();
    }
    forwarding = forward(told);
  }

  private Child forward(ChildListener listener) {
    var connection = server.connection("127.0.0.1", ConnectionParams.none());
    return connector.forward(
        new PortForward(connection, "127.0.0.1", port, "127.0.0.1", far.getLocalPort()), listener);
  }

  @BeforeEach
  void open() {
    Recorder.await(opened);
  }

  @AfterEach
  void stop() throws IOException {
    forwarding.signal(15);
    far.close();
    server.close();
  }

  private Socket connect() throws IOException {
    var socket = new Socket(HERE, port);
    socket.setSoTimeout(30_000);
    return socket;
  }

  /** How many sockets this JVM has. */
  private static long sockets() throws IOException {
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(ForwardingTest::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  private static void awaitSockets(long most) throws Exception {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (sockets() > most && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(sockets()).isLessThanOrEqualTo(most);
  }

  /** One connection, which either side ends first. */
  private void once(boolean farFirst) throws IOException {
    try (var near = connect();
        var other = far.accept()) {
      near.getOutputStream().write(1);
      assertThat(other.getInputStream().read()).isEqualTo(1);
      other.getOutputStream().write(2);
      assertThat(near.getInputStream().read()).isEqualTo(2);
      if (farFirst) {
        other.shutdownOutput();
        assertThat(near.getInputStream().read()).isNegative();
      } else {
        near.shutdownOutput();
        assertThat(other.getInputStream().read()).isNegative();
        other.getOutputStream().write(3);
        assertThat(near.getInputStream().read()).isEqualTo(3);
      }
    }
  }

  @Test
  void connectionsThatHaveEndedLeaveNoDescriptors() throws Exception {
    once(true);
    var before = sockets();
    for (var i = 0; i < SHORT_ONES; i++) {
      once(i % 2 == 0);
    }
    awaitSockets(before + 2);
  }

  @Test
  void allThatTheHostSentArrivesAfterItsEnd() throws Exception {
    var text = new byte[3_000_000];
    text[text.length - 1] = 7;
    try (var near = connect()) {
      try (var other = far.accept()) {
        other.getOutputStream().write(text);
      }
      assertThat(near.getInputStream().readAllBytes()).isEqualTo(text);
    }
  }

  @Test
  void endOfTheForwardingEndsClientsThatAreIdle() throws Exception {
    var before = sockets();
    var near = connect();
    var other = far.accept();
    other.close();
    assertThat(near.getInputStream().read()).isNegative();
    forwarding.signal(15);
    told.status();
    assertEnded(near);
    near.close();
    awaitSockets(before);
  }

  /** Nobody reads what is written there. */
  private static void assertEnded(Socket socket) throws Exception {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < end) {
      try {
        socket.getOutputStream().write(1);
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (SocketException e) {
        return;
      }
    }
    throw new AssertionError("it can still be written to");
  }

  @Test
  void clientsThatComeAtTheEndAreEndedToo() throws Exception {
    var before = sockets();
    var clients = new ArrayList<Socket>();
    var connecting =
        CompletableFuture.runAsync(() -> {
          try {
            while (clients.size() < 200) {
              clients.add(connect());
            }
          } catch (IOException e) {
            // the port is closed
          }
        });
    for (var i = 0; i < 20; i++) {
      far.accept().close();
    }
    forwarding.signal(15);
    told.status();
    Recorder.await(connecting);
    for (var client : clients) {
      client.close();
    }
    // the listening socket is gone, too
    awaitSockets(before);
  }
}
