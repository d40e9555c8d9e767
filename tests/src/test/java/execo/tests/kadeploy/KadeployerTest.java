package execo.tests.kadeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import execo.action.Action;
import execo.action.ActionHandler;
import execo.action.Remote;
import execo.action.SequentialActions;
import execo.g5k.kadeploy.Deployment;
import execo.g5k.kadeploy.Kadeployer;
import execo.host.ConnectionParams;
import execo.host.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** kadeploy3 as an action, and what it tells. */
@Timeout(240)
class KadeployerTest {
  @SuppressWarnings("NullAway.Init")
  private static DeployJobs jobs;

  private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          events.add(event);
        }
      };
  private Level level = Level.ERROR;

  @BeforeAll
  static void startGrid() {
    jobs = new DeployJobs(Duration.ofMillis(600));
  }

  @AfterAll
  static void stopGrid() {
    jobs.close();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("execo");
  }

  @BeforeEach
  void listen() {
    level = logger().getLevel();
    logger().setLevel(Level.WARN);
    appender.start();
    logger().addAppender(appender);
  }

  @AfterEach
  void stopListening() {
    logger().detachAppender(appender);
    logger().setLevel(level);
    jobs.deleteJobs();
  }

  private List<String> logged() {
    return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Kadeployer kadeployer(List<Host> nodes, String environment) {
    return new Kadeployer(Deployment.of(nodes).withEnvName(environment), jobs.settings(), null);
  }

  @Test
  void isAnActionLikeOthers() {
    var nodes = new ArrayList<>(jobs.nodes("lyon", 2));
    nodes.addAll(jobs.nodes("nancy", 1));
    var lines = new ConcurrentLinkedQueue<String>();
    var told = new ConcurrentLinkedQueue<String>();
    var root =
        jobs.settings()
            .configuration()
            .connection()
            .overlay(ConnectionParams.none().withUser("root"));
    var kadeployer = kadeployer(nodes, "debian12-min").timeout(Duration.ofMinutes(2));
    kadeployer.onStdout((site, line) -> lines.add(site + ": " + line.strip()));
    kadeployer.onActionEvent(
        new ActionHandler() {
          @Override
          public void end(Action action) {
            told.add(action.name());
          }
        });
    var check = new Remote("hostname", nodes, root).timeout(Duration.ofMinutes(1));
    assertThat(kadeployer.started()).isFalse();
    try (var both = new SequentialActions(List.of(kadeployer, check)).run()) {
      assertThat(both.ok()).as(both.processes().toString()).isTrue();
      assertThat(both.processes()).hasSize(2 + 3);
    }
    assertThat(kadeployer.name()).isEqualTo("Kadeployer on 3 hosts / 2 frontends");
    assertThat(told).containsExactly(kadeployer.name());
    assertThat(kadeployer.deployedHosts()).isEqualTo(nodes);
    assertThat(kadeployer.undeployedHosts()).isEmpty();
    assertThat(lines)
        .contains("lyon: The deployment is successful on nodes")
        .contains("nancy: " + nodes.getLast().address());
    assertThat(logged()).isEmpty();
  }

  @Test
  void someNodesAreAWarning() {
    var nodes = jobs.nodes("lyon", 2);
    Host bad = nodes.getLast();
    jobs.grid().failDeployments(bad.address(), 1);
    try (var kadeployer = kadeployer(nodes, "debian12-min").run()) {
      assertThat(kadeployer.ok()).isTrue();
      assertThat(kadeployer.deployedHosts()).isEqualTo(nodes.subList(0, 1));
      assertThat(kadeployer.undeployedHosts()).containsExactly(bad);
      assertThat(kadeployer.reasons()).containsExactly(entry(bad, "Not successfully rebooted"));
      assertThat(logged())
          .containsExactly(
              "deployment: 1 of 2 hosts deployed; " + bad.address() + ": Not successfully rebooted");

      kadeployer.reset();
      assertThat(kadeployer.undeployedHosts()).isEmpty();
      assertThat(kadeployer.run().deployedHosts()).isEqualTo(nodes);
      assertThat(logged()).hasSize(1);
    }
  }

  @Test
  void noNodeIsAFailure() {
    var nodes = jobs.nodes("lyon", 1);
    jobs.grid().failDeployments(nodes.getFirst().address(), 1);
    try (var kadeployer = kadeployer(nodes, "debian12-min").run()) {
      assertThat(kadeployer.ok()).isFalse();
      assertThat(kadeployer.processes().getFirst().exitCode()).isZero();
      assertThat(logged())
          .containsExactly(
              "deployment failed: 0 of 1 hosts deployed; "
                  + nodes.getFirst().address()
                  + ": Not successfully rebooted");
    }
  }

  @Test
  void failureIsOneMessage() {
    var nodes = jobs.nodes("lyon", 1);
    try (var kadeployer = kadeployer(nodes, "debian4-huge").run()) {
      assertThat(kadeployer.ok()).isFalse();
    }
    assertThat(logged())
        .containsExactly(
            "deployment failed: 0 of 1 hosts deployed; lyon: kadeploy3 failed: exit code 1: The"
                + " environment 'debian4-huge' does not exist");
  }

  @Test
  void frontendThatIsDownIsOneMessage() {
    var nodes = jobs.nodes("nancy", 1);
    jobs.grid().stopFrontend("nancy");
    try (var kadeployer = kadeployer(nodes, "debian12-min").run()) {
      assertThat(kadeployer.ok()).isFalse();
      assertThat(logged())
          .singleElement()
          .satisfies(line ->
              assertThat(line)
                  .startsWith("deployment failed: 0 of 1 hosts deployed; nancy: kadeploy3 failed: ")
                  .doesNotContain("\n"));
    } finally {
      jobs.grid().restartFrontend("nancy");
    }
  }
}
