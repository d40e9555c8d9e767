package execo.tests.kadeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import execo.Execo;
import execo.g5k.api.Deployment.Status;
import execo.g5k.api.G5kApi;
import execo.g5k.kadeploy.Deploy;
import execo.g5k.kadeploy.Deployed;
import execo.g5k.kadeploy.Deployment;
import execo.g5k.kadeploy.Kadeployer;
import execo.host.Host;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deployments that are given up: nothing of them goes on. */
@Timeout(240)
class UnfinishedDeploymentTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @SuppressWarnings("NullAway.Init")
  private static DeployJobs jobs;

  private int before;

  @BeforeAll
  static void startGrid() {
    jobs = new DeployJobs(Duration.ofHours(1));
  }

  @AfterAll
  static void stopGrid() {
    jobs.close();
  }

  @BeforeEach
  void countDeployments() {
    before = jobs.deployments("lyon").size();
  }

  @AfterEach
  void deleteJobs() {
    jobs.deleteJobs();
  }

  private static Deploy deploy(List<Host> nodes, boolean api) {
    var deploy =
        Deploy.of(Deployment.of(nodes).withEnvName("debian12-min"), jobs.settings()).noCheck();
    return api ? deploy.throughApi(G5kApi.of(jobs.settings()), "") : deploy;
  }

  /** Waits until the last deployment of this test is of these nodes, and where one is to be. */
  private void await(List<Host> nodes, Status status) {
    var names = nodes.stream().map(Host::address).toList();
    for (long end = System.nanoTime() + LONG.toNanos(); System.nanoTime() < end; ) {
      var all = jobs.deployments("lyon");
      if (all.size() > before
          && all.getLast().nodes().equals(names)
          && all.getLast().status() == status) {
        return;
      }
      Execo.sleep(0.1);
    }
    throw new AssertionError(status + " was not seen: " + jobs.deployments("lyon"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void timeoutEndsADeployment(boolean api) {
    var nodes = jobs.nodes("lyon", 1);
    var result = deploy(nodes, api).deployTimeout(Duration.ofSeconds(3)).tries(1).run();
    assertThat(result).isEqualTo(new Deployed(List.of(), nodes));
    await(nodes, Status.CANCELED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void interruptEndsADeployment(boolean api) throws Exception {
    var nodes = jobs.nodes("lyon", 1);
    var end = new CompletableFuture<Throwable>();
    var flag = new CompletableFuture<Boolean>();
    Thread caller =
        Thread.startVirtualThread(() -> {
          end.complete(catchThrowable(() -> deploy(nodes, api).run()));
          flag.complete(Thread.currentThread().isInterrupted());
        });
    await(nodes, Status.PROCESSING);
    caller.interrupt();
    assertThat(end.get(60, TimeUnit.SECONDS)).isInstanceOf(WaitInterruptedException.class);
    assertThat(flag.get(60, TimeUnit.SECONDS)).isTrue();
    await(nodes, Status.CANCELED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void killEndsAKadeployer(boolean byClosing) {
    var nodes = jobs.nodes("lyon", 1);
    var deployment = Deployment.of(nodes).withEnvName("debian12-min");
    var kadeployer = new Kadeployer(deployment, jobs.settings(), null);
    try (var running = kadeployer.start()) {
      await(nodes, Status.PROCESSING);
      assertThat(running.ended()).isFalse();
      if (!byClosing) {
        running.kill().await(LONG);
      }
    }
    kadeployer.await(LONG);
    assertThat(kadeployer.ended()).isTrue();
    assertThat(kadeployer.ok()).isFalse();
    assertThat(kadeployer.deployedHosts()).isEmpty();
    await(nodes, Status.CANCELED);
  }

  /** The API fails for longer than the client itself tries, while a deployment goes on. */
  @Test
  void deploymentOutlivesAnApiThatIsAway() throws Exception {
    var nodes = jobs.nodes("lyon", 1);
    var end = new CompletableFuture<Deployed>();
    Thread.startVirtualThread(() -> end.complete(deploy(nodes, true).run()));
    await(nodes, Status.PROCESSING);
    jobs.grid().failRequests(9, 502);
    jobs.grid().clock().advance(Duration.ofHours(1));
    assertThat(end.get(120, TimeUnit.SECONDS)).isEqualTo(new Deployed(nodes, List.of()));
  }
}
