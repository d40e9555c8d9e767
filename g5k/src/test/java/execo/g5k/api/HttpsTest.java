package execo.g5k.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.api.WebServer.Reply;
import execo.testbed.TlsFront;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API by https, as it is by default. */
class HttpsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final WebServer server = new WebServer();

  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init")
  private TlsFront front;

  @BeforeEach
  void start() {
    server.on("GET /stable/x", Reply.json("1"));
    front = TlsFront.before(server.uri(), directory);
  }

  @AfterEach
  void stop() {
    front.close();
    server.close();
  }

  private G5kSettings settings() {
    return server.settings().with(G5kKeys.API_URI, front.uri());
  }

  @Test
  void certificateThatNobodySignedIsRefused() {
    assertThatThrownBy(() -> WebServer.api(settings()).get("x"))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("GET " + front.uri() + "x: no secure connection: ");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void certificateIsNotVerifiedOnRequest() {
    var api = WebServer.api(settings().with(G5kKeys.API_VERIFY_SSL_CERT, false));
    assertThat(api.get("x").asInt()).isEqualTo(1);
  }

  @Test
  void serverMayWantAnotherGroupThanThoseTriedFirst() throws Exception {
    var keys = KeyStore.getInstance(directory.resolve("tls.p12").toFile(), PASSWORD);
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    var narrow = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    narrow.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            var secp256r1 = context.getDefaultSSLParameters();
            secp256r1.setNamedGroups(new String[] {"secp256r1"});
            parameters.setSSLParameters(secp256r1);
          }
        });
    narrow.createContext(
        "/stable/x",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 1);
            exchange.getResponseBody().write('2');
          }
        });
    narrow.start();
    try {
      URI uri = URI.create("https://127.0.0.1:" + narrow.getAddress().getPort() + "/stable/");
      var settings =
          server.settings().with(G5kKeys.API_URI, uri).with(G5kKeys.API_VERIFY_SSL_CERT, false);
      assertThat(WebServer.api(settings).get("x").asInt()).isEqualTo(2);
    } finally {
      narrow.stop(0);
    }
  }
}
