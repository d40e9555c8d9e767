package execo.g5k.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.testbed.Fleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoPortForwarderTest {

  @Test
  void leadsThroughTheFrontendFromOutside() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("here".getBytes(StandardCharsets.UTF_8));
          }
        });
    server.start();
    try (var fleet = Fleet.start(1)) {
      var settings =
          G5kSettings.of(
              Configuration.defaults()
                  .with(G5kKeys.FRONTENDS, Map.of("lyon", fleet.hosts().getFirst()))
                  .withFrontendConnection(fleet.connection()));
      int port = server.getAddress().getPort();
      int local;
      try (var way = AutoPortForwarder.open(settings, "lyon", "127.0.0.1", port, false)) {
        local = way.port();
        assertThat(way.forwarded()).isTrue();
        assertThat(local).isNotEqualTo(port);
        assertThat(read(way)).isEqualTo("here");
      }
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), local).close())
          .isInstanceOf(IOException.class);
    } finally {
      server.stop(0);
    }
  }

  private static String read(AutoPortForwarder way) throws IOException {
    var uri = URI.create("http://" + way.host() + ":" + way.port() + "/");
    try (var in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
