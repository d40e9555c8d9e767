package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.Remote;
import execo.host.Host;
import execo.process.ManagedProcess;
import execo.testbed.Fleet;
import execo.tests.real.RealSshd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A thousand hosts through the connector {@code embedded}, some of which fail: every result is
 * right. It needs no server; as it takes its time, it runs once beside the tests of {@code sshd}
 * and three times among the long ones.
 */
@Timeout(600)
class EmbeddedScaleTest {
  private static final int HOSTS = 1000;
  private static final int OUTPUT = 10_000;

  /** What goes wrong on which hosts; each kind on two or three. */
  private enum Fate {
    FINE,
    EXITS,
    IS_KILLED,
    IS_REFUSED,
    SAYS_NOTHING;

    static Fate of(int rank) {
      return rank % 100 == 37 ? values()[1 + rank / 100 % 4] : FINE;
    }
  }

  private static String line(int rank) {
    var output = "head -c %d /dev/zero | tr '\\0' x; echo %d".formatted(OUTPUT, rank);
    return switch (Fate.of(rank)) {
      case EXITS -> output + "; exit 7";
      case IS_KILLED -> output + "; kill -KILL $$";
      default -> output;
    };
  }

  @Test
  @RealSshd
  void everyResultIsRight() {
    runOnce();
  }

  @RepeatedTest(3)
  @Tag("soak")
  void everyResultIsRightThreeTimesInARow() {
    runOnce();
  }

  private static void runOnce() {
    try (var fleet = Fleet.start(HOSTS)) {
      var hosts = fleet.hosts();
      for (var rank = 0; rank < HOSTS; rank++) {
        switch (Fate.of(rank)) {
          case IS_REFUSED -> fleet.stop(hosts.get(rank));
          case SAYS_NOTHING -> fleet.hang(hosts.get(rank));
          default -> {}
        }
      }
      var lines = new ArrayList<String>();
      for (var rank = 0; rank < HOSTS; rank++) {
        lines.add(line(rank));
      }
      var params =
          fleet
              .connection()
              .withConnector("embedded")
              .withConnectTimeout(Duration.ofSeconds(30))
              .withSshOptions(List.of("-F", "none"));
      var action = new Remote("{{line}}", hosts, params).with("line", lines);
      action.start().await("300s");
      assertThat(action.ended()).isTrue();
      for (var rank = 0; rank < HOSTS; rank++) {
        check(rank, hosts.get(rank), action.processes().get(rank));
      }
    }
  }

  private static void check(int rank, Host host, ManagedProcess process) {
    assertThat(process.host()).isEqualTo(host);
    switch (Fate.of(rank)) {
      case FINE -> assertThat(process.exitCode()).as(process.dump()).isZero();
      case EXITS -> assertThat(process.exitCode()).as(process.dump()).isEqualTo(7);
      case IS_KILLED -> assertThat(process.signal()).as(process.dump()).isEqualTo(9);
      case IS_REFUSED -> assertThat(process.reason()).contains("refused");
      case SAYS_NOTHING -> assertThat(process.reason()).contains("timed out");
    }
    var ran = process.exitCode() != null;
    assertThat(process.stdout()).isEqualTo(ran ? "x".repeat(OUTPUT) + rank + "\n" : "");
    assertThat(process.stderr()).isEmpty();
    assertThat(process.error()).isEqualTo(!ran);
  }
}
