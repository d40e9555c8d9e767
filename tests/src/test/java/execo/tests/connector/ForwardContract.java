package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.PortForwarder;
import execo.process.ProcessesFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A forwarded port behaves as the far one, and leaves nothing behind. */
abstract class ForwardContract extends ConnectorContract {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration SOON = Duration.ofSeconds(15);

  ForwardContract(HostsUnderTest hosts) {
    super(hosts);
  }

  private PortForwarder forwarder(int remotePort) {
    return forwarder(host(), remotePort, connection());
  }

  private static PortForwarder forwarder(Host host, int remotePort, ConnectionParams params) {
    return new PortForwarder(host, "127.0.0.1", remotePort, params);
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, HERE)) {
      return socket.getLocalPort();
    }
  }

  private static Socket connect(PortForwarder forwarder) throws IOException {
    var socket = new Socket(HERE, forwarder.localPort());
    socket.setSoTimeout((int) SOON.toMillis());
    return socket;
  }

  private static byte[] echo(PortForwarder forwarder, byte[] bytes) throws IOException {
    try (var socket = connect(forwarder)) {
      var writer =
          CompletableFuture.runAsync(() -> {
            try {
              socket.getOutputStream().write(bytes);
              socket.shutdownOutput();
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          });
      var back = socket.getInputStream().readAllBytes();
      writer.join();
      return back;
    }
  }

  // ---- what it carries

  @Test
  void carriesBytesBothWays() throws Exception {
    var bytes = new byte[1_000_000];
    new Random(9).nextBytes(bytes);
    try (var server = new EchoServer(0);
        var forwarder = forwarder(server.port()).open()) {
      assertThat(forwarder.isOpen()).isTrue();
      assertThat(forwarder.localPort()).isBetween(25500, 26699);
      assertThat(echo(forwarder, bytes)).isEqualTo(bytes);
    }
  }

  @Test
  void carriesManyConnectionsAtOnce() throws Exception {
    try (var server = new EchoServer(0);
        var forwarder = forwarder(server.port()).open()) {
      var sockets = new ArrayList<Socket>();
      try {
        for (int i = 0; i < 30; i++) {
          sockets.add(connect(forwarder));
          sockets.get(i).getOutputStream().write(i);
        }
        for (int i = 0; i < 30; i++) {
          assertThat(sockets.get(i).getInputStream().read()).isEqualTo(i);
        }
      } finally {
        for (var socket : sockets) {
          socket.close();
        }
      }
    }
  }

  @Test
  void forwardersThroughManyHostsHavePortsOfTheirOwn() throws Exception {
    try (var server = new EchoServer(0)) {
      var all =
          hosts.hosts(5).stream()
              .map(host -> forwarder(host, server.port(), connection()).start())
              .toList();
      try {
        for (var forwarder : all) {
          assertThat(forwarder.awaitOpen(SOON)).as(forwarder.dump()).isTrue();
          assertThat(echo(forwarder, new byte[] {1, 2, 3})).containsExactly(1, 2, 3);
        }
        assertThat(all).extracting(PortForwarder::localPort).doesNotHaveDuplicates();
      } finally {
        all.forEach(PortForwarder::close);
      }
    }
  }

  @Test
  void givenPortAndAddressAreTaken() throws Exception {
    var port = closedPort();
    try (var server = new EchoServer(0);
        var forwarder = forwarder(server.port()).localPort(port).bindAddress("127.0.0.2").open()) {
      assertThat(forwarder.localPort()).isEqualTo(port);
      try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.2"), port)) {
        socket.getOutputStream().write(7);
        assertThat(socket.getInputStream().read()).isEqualTo(7);
      }
      new ServerSocket(port, 1, HERE).close();
    }
  }

  @Test
  void starIsEveryAddressOfThisMachine() throws Exception {
    try (var server = new EchoServer(0);
        var forwarder = forwarder(server.port()).bindAddress("*").open()) {
      for (var address : List.of("127.0.0.1", "127.0.0.2")) {
        try (var socket = new Socket(InetAddress.ofLiteral(address), forwarder.localPort())) {
          socket.getOutputStream().write(7);
          assertThat(socket.getInputStream().read()).isEqualTo(7);
        }
      }
    }
  }

  @Test
  void refusedFarPortEndsThatConnectionOnly() throws Exception {
    var port = closedPort();
    try (var forwarder = forwarder(port).open()) {
      try (var socket = connect(forwarder)) {
        assertThat(ended(socket)).isTrue();
      }
      assertThat(forwarder.isOpen()).as(forwarder.dump()).isTrue();
      try (var server = new EchoServer(port)) {
        assertThat(server.port()).isEqualTo(port);
        assertThat(echo(forwarder, new byte[] {5})).containsExactly(5);
      }
    }
  }

  private static boolean ended(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return e.toString().contains("reset");
    }
  }

  // ---- its end

  @Test
  void closingFreesThePortAndEndsConnections() throws Exception {
    try (var server = new EchoServer(0)) {
      var forwarder = forwarder(server.port()).open();
      try (var socket = connect(forwarder)) {
        socket.getOutputStream().write(1);
        assertThat(socket.getInputStream().read()).isEqualTo(1);
        forwarder.close();
        assertThat(forwarder.ended()).isTrue();
        assertThat(forwarder.isOpen()).isFalse();
        assertThat(forwarder.killed()).isTrue();
        assertThat(forwarder.ok()).as(forwarder.dump()).isTrue();
        assertThat(ended(socket)).isTrue();
      }
      assertThatThrownBy(() -> connect(forwarder)).isInstanceOf(IOException.class);
      try (var again = new ServerSocket()) {
        again.bind(new InetSocketAddress(HERE, forwarder.localPort()));
      }
    }
  }

  @Test
  void opensAgainOnTheSamePort() throws Exception {
    try (var server = new EchoServer(0);
        var forwarder = forwarder(server.port()).open()) {
      var port = forwarder.localPort();
      echo(forwarder, new byte[] {1});
      forwarder.reset().open();
      assertThat(forwarder.localPort()).isEqualTo(port);
      assertThat(echo(forwarder, new byte[] {2})).containsExactly(2);
      assertThat(forwarder.attempts()).hasSize(2);
    }
  }

  @Test
  void lostConnectionIsAnError() throws Exception {
    var target =
        new InetSocketAddress(
            InetAddress.ofLiteral(host().address()),
            Objects.requireNonNull(hosts.connection().port()));
    try (var proxy = new SheddingProxy(target, 0)) {
      var forwarder = forwarder(throughProxy(), closedPort(), throughProxy(proxy.port())).open();
      proxy.cut();
      ended(forwarder);
      assertFailedToConnect(forwarder, "lost");
      assertThat(forwarder.isOpen()).isFalse();
    }
  }

  private static Host throughProxy() {
    return new Host("127.0.0.1");
  }

  private ConnectionParams throughProxy(int port) {
    return connection().withPort(port).withHostKeys(HostKeyPolicy.OFF);
  }

  // ---- how it fails

  @Test
  void portInUseFailsAtOnce() throws Exception {
    try (var server = new EchoServer(0)) {
      var forwarder = forwarder(server.port()).localPort(server.port());
      var before = System.nanoTime();
      assertFailsToOpen(forwarder, "in use");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
      assertThat(forwarder.reason()).contains("" + server.port());
    }
  }

  @Test
  void hostThatRefuses() throws Exception {
    var forwarder =
        forwarder(new Host("127.0.0.1").withPort(closedPort()), closedPort(), connection());
    assertFailsToOpen(forwarder, "refused");
  }

  @Test
  void wrongKey() throws Exception {
    var params = connection().withKeyFile(hosts.otherKey());
    assertFailsToOpen(
        forwarder(host(), closedPort(), params), "Permission denied", "authentication");
  }

  @Test
  void hostThatSaysNothing() throws Exception {
    try (var silent = new ServerSocket(0, 10, HERE)) {
      var params =
          connection()
              .withPort(silent.getLocalPort())
              .withPortForwardTimeout(Duration.ofSeconds(1));
      var forwarder = forwarder(new Host("127.0.0.1"), closedPort(), params);
      assertThatThrownBy(forwarder::open)
          .isInstanceOf(ProcessesFailedException.class)
          .hasMessageContaining("not open after 1");
      assertThat(forwarder.ended()).isTrue();
      assertThat(forwarder.killed()).isTrue();
    }
  }

  private static void assertFailsToOpen(PortForwarder forwarder, String... reasons) {
    assertThatThrownBy(forwarder::open)
        .isInstanceOfSatisfying(
            ProcessesFailedException.class,
            e -> assertThat(e.processes()).isEqualTo(List.of(forwarder)));
    assertFailedToConnect(forwarder, reasons);
    assertThat(forwarder.whenOpen().join()).isFalse();
  }

  @Test
  void killRightAfterTheStart() throws Exception {
    try (var server = new EchoServer(0)) {
      IntStream.range(0, 3)
          .forEach(i -> {
            var forwarder = forwarder(server.port()).start();
            forwarder.kill();
            ended(forwarder);
            assertThat(forwarder.error()).as(forwarder.dump()).isFalse();
          });
    }
  }
}
