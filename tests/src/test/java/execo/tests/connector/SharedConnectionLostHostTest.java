package execo.tests.connector;

import static execo.tests.connector.ConnectorContract.assertFailedToConnect;
import static execo.tests.connector.ConnectorContract.assertOk;
import static execo.tests.connector.ConnectorContract.ended;
import static org.assertj.core.api.Assertions.assertThat;

import execo.process.SshProcess;
import execo.testbed.Fleet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host that answered once, and is gone when a connection to share would be opened. */
class SharedConnectionLostHostTest {
  private static SshProcess run(Fleet fleet) {
    var params =
        fleet
            .connection()
            .withConnector("openssh")
            .withConnectTimeout(Duration.ofSeconds(4))
            .withSshOptions(List.of("-F", "none", "-o", "BatchMode=yes"));
    return ended(new SshProcess("echo here", fleet.hosts().getFirst(), params).start());
  }

  @Test
  void refusingHost() {
    try (var fleet = Fleet.start(1)) {
      assertOk(run(fleet));
      fleet.stop(fleet.hosts().getFirst());
      assertFailedToConnect(run(fleet), "refused");
      assertFailedToConnect(run(fleet), "refused");
      fleet.restart(fleet.hosts().getFirst());
      for (int i = 0; i < 4; i++) {
        assertOk(run(fleet));
      }
    }
  }

  @Test
  void silentHostCostsOneTimeout() {
    try (var fleet = Fleet.start(1)) {
      assertOk(run(fleet));
      fleet.hang(fleet.hosts().getFirst());
      var before = System.nanoTime();
      assertFailedToConnect(run(fleet), "timed out");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    }
  }
}
