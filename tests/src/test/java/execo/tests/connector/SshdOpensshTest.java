package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.Remote;
import execo.process.ManagedProcess;
import execo.process.SerialSsh;
import execo.tests.real.RealSshd;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The connector {@code openssh} on a real OpenSSH server. */
@RealSshd
class SshdOpensshTest {
  @Nested
  class Commands extends CommandContract {
    Commands() {
      super(new SshdHosts());
    }
  }

  @Nested
  class Kills extends KillContract {
    Kills() {
      super(new SshdHosts());
    }
  }

  @Nested
  class Connections extends ConnectionContract {
    Connections() {
      super(new SshdHosts());
    }

    /** MaxStartups 10:30:100 drops some of these connections while they are opened. */
    @Test
    void serverThatShedsLoadServesAllInTheEnd() {
      var sshd = new SshdHosts();
      var params = connection().withPort(sshd.settings().limitedPort());
      var action = ended(new Remote("echo $EXECO_RANK", sshd.hosts(60), params).start());
      assertOk(action);
      assertThat(action.processes())
          .extracting(ManagedProcess::stdout)
          .isEqualTo(IntStream.range(0, 60).mapToObj(i -> i + "\n").toList());
    }
  }

  @Nested
  class Copies extends CopyContract {
    Copies() {
      super(new SshdHosts());
    }
  }

  @Nested
  class Forwards extends ForwardContract {
    Forwards() {
      super(new SshdHosts());
    }
  }

  @Nested
  class SerialPorts extends SerialContract {
    SerialPorts() {
      super(new SshdHosts());
    }

    /** The accounts of the server and of the tests differ. */
    @Test
    void deviceOfSomebodyElse() throws Exception {
      try (var device = new FarDevice()) {
        device.permit("rw-------");
        var serial = new SerialSsh(device.port(), 9600, host(), connection());
        ended(serial.start());
        assertFailedToConnect(serial, device.port() + ": Permission denied");
      }
    }
  }

  @Nested
  class Leashes extends LeashContract {
    Leashes() {
      super(new SshdHosts());
    }
  }
}
