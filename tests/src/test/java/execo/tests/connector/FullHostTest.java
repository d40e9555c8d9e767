package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import execo.action.Remote;
import execo.host.Host;
import execo.process.ManagedProcess;
import execo.process.SshProcess;
import execo.testbed.Fleet;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The leash of the connector {@code embedded} where a host admits few sessions on a connection. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullHostTest {
  private static final Duration LEASHED = Duration.ofSeconds(20);

  private final Fleet fleet = Fleet.start(1);
  private final Host host = fleet.hosts().getFirst();
  private final Leashes leashes = new Leashes(fleet);
  private final Trace trace = new Trace();

  @AfterEach
  void leaveNothing() {
    trace.sweep();
    fleet.close();
  }

  private SshProcess command(String line) {
    return new SshProcess(line, host, trace.on(fleet.connection().withConnector("embedded")));
  }

  private static <P extends ManagedProcess> P ready(P process) {
    assertThat(process.expect("ready", "60s")).as(process.dump()).isPresent();
    return process;
  }

  @Test
  void leashTakesTheFirstSessionThatIsFree() throws Exception {
    fleet.limitSessions(host, 2);
    var first = ready(command("echo ready; sleep 1000").start());
    var last = ready(command("echo ready; read -r line").openStdin().start());
    assertThat(leashes.count()).isZero();
    last.closeStdin().await("60s");
    leashes.awaitOne();
    fleet.disconnect(host);
    assertThat(first.await("60s").ended()).isTrue();
    trace.awaitNone(LEASHED);
  }

  @Test
  void leashComesBeforeACrowdHasTakenAllSessions() throws Exception {
    fleet.limitSessions(host, 10);
    var params = trace.on(fleet.connection().withConnector("embedded"));
    var crowd = new Remote("echo ready; sleep 1000", Collections.nCopies(24, host), params).start();
    assertThat(crowd.expect("ready", "60s")).allMatch(match -> match.isPresent());
    leashes.awaitOne();
    fleet.disconnect(host);
    assertThat(crowd.await("60s").ended()).isTrue();
    trace.awaitNone(LEASHED);
  }

  @Test
  void whoStaysWithoutALeashIsTold() throws Exception {
    fleet.limitSessions(host, 1);
    var logger = (Logger) LoggerFactory.getLogger("execo");
    var told = new CompletableFuture<String>();
    var appender =
        new AppenderBase<ILoggingEvent>() {
          @Override
          protected void append(ILoggingEvent event) {
            if (event.getLevel() == Level.WARN) {
              told.complete(event.getFormattedMessage());
            }
          }
        };
    var level = logger.getLevel();
    logger.setLevel(Level.WARN);
    appender.start();
    logger.addAppender(appender);
    try (var process = ready(command("echo ready; sleep 1000").start())) {
      assertThat(told.get(60, TimeUnit.SECONDS))
          .startsWith(host.address())
          .contains("may outlive a connection that is lost", "MaxSessions");
      assertThat(process.ended()).isFalse();
    } finally {
      logger.detachAppender(appender);
      logger.setLevel(level);
    }
  }
}
