package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.SshProcess;
import execo.testbed.Fleet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The leash of the connector {@code embedded} where it takes long to log in. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowLoginTest {
  private static final Duration LOGIN = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Fleet fleet = Fleet.start(1);
  private final Host host = fleet.hosts().getFirst();
  private final Trace trace = new Trace();

  @AfterEach
  void leaveNothing() {
    trace.sweep();
    fleet.close();
  }

  @Test
  void commandIsLeashedSoonerThanTheLoginTook() throws Exception {
    var target = new InetSocketAddress(InetAddress.ofLiteral(host.address()), fleet.port());
    try (var proxy = new StallingProxy(target, LOGIN)) {
      var params =
          trace.on(
              fleet
                  .connection()
                  .withConnector("embedded")
                  .withPort(proxy.port())
                  .withHostKeys(HostKeyPolicy.OFF)
                  .withConnectTimeout(Duration.ofSeconds(60)));
      var process = new SshProcess("echo ready; sleep 1000", new Host("127.0.0.1"), params).start();
      assertThat(process.expect("ready", "60s")).as(process.dump()).isPresent();
      var began = System.nanoTime();
      new Leashes(fleet).awaitOne();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LOGIN);
      fleet.disconnect(host);
      assertThat(process.await("60s").error()).as(process.dump()).isTrue();
      trace.awaitNone(SOON);
    }
  }
}
