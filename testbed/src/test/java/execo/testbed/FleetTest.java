package execo.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.Remote;
import execo.process.ManagedProcess;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FleetTest {

  @Test
  void hostsRunCommandsInTheirOwnHomes() {
    try (var fleet = Fleet.start(20)) {
      var action =
          new Remote("echo $HOSTNAME $HOME; pwd; cat", fleet.hosts(), fleet.connection())
              .input("x\n")
              .run();
      assertThat(action.processes()).allMatch(ManagedProcess::finishedOk);
      for (var process : action.processes()) {
        var host = Objects.requireNonNull(process.host());
        assertThat(process.stdout().lines())
            .isEqualTo(
                List.of(host.address() + " " + fleet.home(host), fleet.home(host).toString(), "x"));
      }
    }
  }
}
