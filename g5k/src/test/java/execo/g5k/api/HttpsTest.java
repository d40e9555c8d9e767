package execo.g5k.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.api.WebServer.Reply;
import execo.testbed.TlsFront;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API by https, as it is by default. */
class HttpsTest {
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
}
