package execo.g5k.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import execo.config.G5kKeys;
import execo.g5k.api.WebServer.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class G5kApiTest {
  private final WebServer server = new WebServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void readsResourcesByPath() {
    server.on("GET /stable/sites/lyon", Reply.json("{\"uid\": \"lyon\"}"));
    for (String path :
        new String[] {
          "sites/lyon", "/sites/lyon", "/stable/sites/lyon", server.uri() + "sites/lyon"
        }) {
      assertThat(server.api().get(path).path("uid").asString()).as(path).isEqualTo("lyon");
    }
    assertThat(server.asked().getFirst().headers())
        .containsEntry("Accept", "application/json")
        .doesNotContainKey("Authorization");
    assertThatThrownBy(() -> server.api().get("https://elsewhere.example/x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void connectionsCloseAtTheEndOfTheProgramAfterWhatIsUnderWay() throws Exception {
    var arrived = new CountDownLatch(1);
    var mayAnswer = new CountDownLatch(1);
    server.on(
        "GET /stable/slow",
        _ -> {
          arrived.countDown();
          try {
            mayAnswer.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Reply.json("1");
        });
    server.on("GET /stable/later", Reply.json("2"));
    var api = server.api();
    var slow = CompletableFuture.supplyAsync(() -> api.get("slow"));
    assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    Connections.closeAll();
    assertThat(api.get("later").asInt()).isEqualTo(2);
    mayAnswer.countDown();
    assertThat(slow.get(20, TimeUnit.SECONDS).asInt()).isEqualTo(1);
  }

  @Test
  void addsConfiguredArguments() {
    server.on("GET /stable/sites", Reply.json("{\"items\": []}"));
    var settings = server.settings().with(G5kKeys.API_ADDITIONAL_ARGS, Map.of("branch", "a b"));
    WebServer.api(settings).sites();
    assertThat(server.lines()).containsExactly("GET /stable/sites?branch=a%20b");
  }

  @Test
  void tellsWhatTheApiSays() {
    server.on("GET /stable/x", Reply.text(400, "The job is not valid: no command\n"));
    var refused =
        catchThrowableOfType(ApiException.class, () -> server.api().get("x?my_password=hush"));
    assertThat(refused)
        .hasMessage(
            "GET "
                + server.uri()
                + "x?my_password=***: status 400: The job is not valid: no command");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).isEqualTo("The job is not valid: no command");
    var missing = catchThrowableOfType(ApiException.class, () -> server.api().site("nowhere"));
    assertThat(missing.notFound()).isTrue();
    assertThat(missing).hasMessageContaining("Cannot find resource /stable/sites/nowhere");
  }

  @Test
  void readsTheTextOfPages() {
    server.on(
        "GET /stable/x",
        new Reply(
            500,
            Map.of("Content-Type", "text/html"),
            "<html><style>b {}</style><b>Internal</b>\n<i>error</i></html>"));
    assertThatThrownBy(() -> server.api().get("x"))
        .hasMessageEndingWith("status 500: Internal error");
  }

  @Test
  void refusesWhatIsNoJson() {
    server.on("GET /stable/x", Reply.json("<html>Please log in</html>"));
    assertThatThrownBy(() -> server.api().get("x"))
        .isInstanceOf(ApiException.class)
        .hasMessageEndingWith("x: the answer is no JSON: Please log in");
  }

  @Test
  void readsAgainWhenAProxyFails() {
    var count = new AtomicInteger();
    server.on(
        "GET /stable/x",
        _ -> count.incrementAndGet() < 3 ? Reply.text(502, "Bad Gateway") : Reply.json("1"));
    assertThat(server.api().get("x").asInt()).isEqualTo(1);
    assertThat(count).hasValue(3);
  }

  @Test
  void givesUpAfterAWhile() {
    server.on("GET /stable/x", Reply.text(503, "Server Unavailable"));
    var e = catchThrowableOfType(ApiException.class, () -> server.api().get("x"));
    assertThat(e.unreachable()).isTrue();
    assertThat(server.asked()).hasSize(4);
  }

  @Test
  void doesNotSubmitTwice() {
    server.on("POST /stable/sites/lyon/jobs", Reply.text(503, "Server Unavailable"));
    assertThatThrownBy(() -> server.api().jobs("lyon").submit(JobRequest.of("nodes=1")))
        .hasMessageContaining("status 503: Server Unavailable");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void saysThatTheApiIsAway() {
    server.close();
    assertThatThrownBy(() -> server.api().root())
        .isInstanceOf(ApiException.class)
        .hasMessageMatching(
            "GET http://127.0.0.1:\\d+/stable/: cannot be reached: connection refused");
    var settings =
        server.settings().with(G5kKeys.API_URI, URI.create("http://api.invalid/stable/"));
    assertThatThrownBy(() -> WebServer.api(settings).root())
        .hasMessage(
            "GET http://api.invalid/stable/: cannot be reached: no host of the name api.invalid is"
                + " known");
  }

  @Test
  void doesNotWaitForEver() {
    var end = new CountDownLatch(1);
    server.on(
        "GET /stable/x",
        _ -> {
          awaitQuietly(end);
          return Reply.json("1");
        });
    var settings = server.settings().with(G5kKeys.API_TIMEOUT, Duration.ofMillis(200));
    assertThatThrownBy(() -> WebServer.api(settings).get("x"))
        .hasMessageEndingWith("/x: no answer within 0.2 s (api-timeout)");
    end.countDown();
  }

  @Test
  void asksWhetherSomethingChanged() {
    server.on(
        "GET /stable/sites/lyon",
        asked ->
            "\"v1\"".equals(asked.headers().get("If-none-match"))
                ? new Reply(304, Map.of("ETag", "\"v1\""), "")
                : Reply.json("{\"uid\": \"lyon\"}").with("ETag", "\"v1\""));
    G5kApi api = server.api();
    api.site("lyon");
    assertThat(api.site("lyon").path("uid").asString()).isEqualTo("lyon");
    assertThat(server.asked()).hasSize(2);
    assertThat(server.asked().getLast().headers()).containsEntry("If-none-match", "\"v1\"");
  }

  /** By the date alone, of an answer without an ETag. */
  @Test
  void asksWhetherSomethingChangedSince() {
    String date = "Mon, 23 Nov 2026 12:00:00 GMT";
    server.on(
        "GET /stable/sites/lyon",
        asked ->
            date.equals(asked.headers().get("If-modified-since"))
                ? new Reply(304, Map.of(), "")
                : Reply.json("{\"uid\": \"lyon\"}").with("Last-Modified", date));
    G5kApi api = server.api();
    api.site("lyon");
    assertThat(api.site("lyon").path("uid").asString()).isEqualTo("lyon");
    assertThat(server.asked()).hasSize(2);
    assertThat(server.asked().getFirst().headers()).doesNotContainKey("If-modified-since");
    assertThat(server.asked().getLast().headers())
        .containsEntry("If-modified-since", date)
        .doesNotContainKey("If-none-match");
  }

  @Test
  void followsRedirectionsOfTheApiOnly() {
    server.on("GET /stable/versions/latest", new Reply(307, Map.of("Location", "/stable/v/1"), ""));
    server.on("GET /stable/v/1", Reply.json("{\"uid\": 1}"));
    assertThat(server.api().get("versions/latest").path("uid").asInt()).isEqualTo(1);
    for (String outside : new String[] {"http://example.org/", "http://not an address"}) {
      server.on("GET /stable/out", new Reply(302, Map.of("Location", outside), ""));
      assertThatThrownBy(() -> server.api().get("out"))
          .isInstanceOf(ApiException.class)
          .hasMessage(
              "GET %sout: redirected to %s, which is not the API at %1$s (api-uri)"
                  .formatted(server.uri(), outside));
    }
  }

  @Test
  void keepsNoMoreThanSixRequestsUnderWay() throws Exception {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var six = new CountDownLatch(6);
    server.on(
        "GET /stable/x",
        _ -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          six.countDown();
          awaitQuietly(six);
          now.decrementAndGet();
          return Reply.json("1");
        });
    G5kApi api = server.api();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new CompletableFuture<?>[30];
      for (int i = 0; i < all.length; i++) {
        all[i] = CompletableFuture.runAsync(() -> api.get("x"), threads);
      }
      CompletableFuture.allOf(all).get(60, TimeUnit.SECONDS);
    }
    assertThat(most).hasValue(6);
    assertThat(server.asked()).hasSize(30);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
