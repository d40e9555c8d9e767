package execo.g5k.kadeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.api.WebServer;
import execo.g5k.api.WebServer.Reply;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ApiKadeployTest {
  private static final Host A = new Host("taurus-1.lyon.grid5000.fr");
  private static final Host B = new Host("gros-3.nancy.grid5000.fr");
  private static final Reply PROCESSING =
      Reply.json("{\"uid\": \"D-1\", \"status\": \"processing\"}");
  private static final Reply TERMINATED =
      Reply.json(
          """
          {"uid": "D-1", "status": "terminated", "nodes": ["taurus-1.lyon.grid5000.fr"],
           "result": {"taurus-1.lyon.grid5000.fr": {"state": "OK"}}}
          """);

  private final WebServer server = new WebServer();

  @BeforeEach
  void acceptDeployments() {
    for (String site : List.of("lyon", "nancy")) {
      server.on("POST " + path(site), new Reply(201, Map.of(), PROCESSING.body()));
      server.on("DELETE " + path(site) + "/D-1", new Reply(202, Map.of(), ""));
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static String path(String site) {
    return "/stable/sites/" + site + "/deployments";
  }

  private G5kSettings settings() {
    return server.settings().with(G5kKeys.POLLING_INTERVAL, Duration.ofMillis(1));
  }

  private Collection<Host> deploy(
      G5kSettings settings, Deployment deployment, @Nullable Duration timeout) {
    var api = WebServer.api(settings, Map.of());
    return new ApiKadeploy(api, "ssh-ed25519 AAAA").deploy(deployment, timeout);
  }

  private Collection<Host> deploy(@Nullable Duration timeout) {
    return deploy(settings(), Deployment.of(A).withEnvName("debian12-min"), timeout);
  }

  private boolean cancelled(String site) {
    return server.lines().contains("DELETE " + path(site) + "/D-1");
  }

  /** Each look is tried four times by the client itself. */
  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429})
  void goesOnWhenTheApiFailsForAWhile(int status) {
    var looks = new AtomicInteger();
    server.on(
        "GET " + path("lyon") + "/D-1",
        _ ->
            switch (looks.getAndIncrement()) {
              case 0 -> PROCESSING;
              case 1, 2, 3, 4, 5, 6, 7, 8 -> Reply.text(status, "not now");
              default -> TERMINATED;
            });
    assertThat(deploy(null)).containsExactly(A);
    assertThat(cancelled("lyon")).isFalse();
  }

  @Test
  void deploymentThatIsUnknownIsGivenUp() {
    assertThat(deploy(null)).isEmpty();
    assertThat(cancelled("lyon")).isTrue();
  }

  @Test
  void deploymentThatIsNeverSeenIsGivenUpInTheEnd() {
    server.on("GET " + path("lyon") + "/D-1", Reply.text(500, "broken"));
    var patient = settings().with(G5kKeys.DEFAULT_TIMEOUT, Optional.of(Duration.ofMillis(50)));
    assertThat(deploy(patient, Deployment.of(A).withEnvName("debian12-min"), null)).isEmpty();
    assertThat(cancelled("lyon")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 503})
  void timeoutCancels(int status) {
    server.on(
        "GET " + path("lyon") + "/D-1", status == 200 ? PROCESSING : Reply.text(status, "not now"));
    assertThat(deploy(Duration.ofMillis(100))).isEmpty();
    assertThat(cancelled("lyon")).isTrue();
  }

  @Test
  void deploymentThatWasAcceptedIsWatchedByItsNumber() {
    server.on(
        "POST " + path("lyon"),
        new Reply(201, Map.of("Location", "http://elsewhere" + path("lyon") + "/D-1"), ""));
    var looks = new AtomicInteger();
    server.on(
        "GET " + path("lyon") + "/D-1",
        _ -> looks.incrementAndGet() == 1 ? Reply.text(500, "broken") : TERMINATED);
    assertThat(deploy(null)).containsExactly(A);
  }

  @Test
  void endWithoutNodesIsNoDeployment() {
    server.on("GET " + path("lyon") + "/D-1", Reply.json("{\"status\": \"error\"}"));
    assertThat(deploy(null)).isEmpty();
    assertThat(cancelled("lyon")).isFalse();
  }

  @Test
  void interruptCancelsAll() throws Exception {
    var looked = new CountDownLatch(2);
    for (String site : List.of("lyon", "nancy")) {
      var first = new AtomicInteger();
      server.on(
          "GET " + path(site) + "/D-1",
          _ -> {
            if (first.getAndIncrement() == 0) {
              looked.countDown();
            }
            return PROCESSING;
          });
    }
    var end = new CompletableFuture<Throwable>();
    var flag = new CompletableFuture<Boolean>();
    var both = Deployment.of(List.of(A, B)).withEnvName("debian12-min");
    Thread caller =
        Thread.startVirtualThread(() -> {
          end.complete(catchThrowable(() -> deploy(settings(), both, null)));
          flag.complete(Thread.currentThread().isInterrupted());
        });
    assertThat(looked.await(60, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    assertThat(end.get(60, TimeUnit.SECONDS)).isInstanceOf(WaitInterruptedException.class);
    assertThat(flag.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(cancelled("lyon")).isTrue();
    assertThat(cancelled("nancy")).isTrue();
  }

  /** It is known to the API before the answer tells its number. */
  @Test
  void interruptBeforeTheAnswerCancelsToo() throws Exception {
    var asked = new CountDownLatch(1);
    var mayAnswer = new CompletableFuture<Reply>();
    server.on(
        "POST " + path("lyon"),
        _ -> {
          asked.countDown();
          return mayAnswer.join();
        });
    var end = new CompletableFuture<Throwable>();
    Thread caller =
        Thread.startVirtualThread(() -> end.complete(catchThrowable(() -> deploy(null))));
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    mayAnswer.complete(new Reply(201, Map.of(), PROCESSING.body()));
    assertThat(end.get(60, TimeUnit.SECONDS)).isInstanceOf(WaitInterruptedException.class);
    assertThat(cancelled("lyon")).isTrue();
  }

  @Test
  void fileOfAFrontendIsNoEnvironmentForTheApi() {
    assertThatThrownBy(
            () -> deploy(settings(), Deployment.of(A).withEnvFile("/home/me/x.dsc"), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'/home/me/x.dsc'");
    assertThat(server.asked()).isEmpty();
  }

  /** In either order. */
  @Test
  void settingsOfTheCommandAreRefused() {
    var api = WebServer.api(settings(), Map.of());
    var command =
        Map.<String, UnaryOperator<Deploy>>of(
            "onStdout()", deploy -> deploy.onStdout((_, _) -> {}),
            "onStderr()", deploy -> deploy.onStderr((_, _) -> {}),
            "frontendConnection()", deploy -> deploy.frontendConnection(ConnectionParams.none()));
    command.forEach((name, set) -> {
      var first = set.apply(Deploy.of(Deployment.of(A), settings()));
      assertThatThrownBy(() -> first.throughApi(api, ""))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(name + " is for the command kadeploy3");
      var last = Deploy.of(Deployment.of(A), settings()).throughApi(api, "");
      assertThatThrownBy(() -> set.apply(last))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(name);
    });
  }
}
