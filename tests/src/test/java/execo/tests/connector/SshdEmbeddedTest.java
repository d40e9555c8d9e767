package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.Remote;
import execo.process.ManagedProcess;
import execo.tests.real.RealSshd;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The connector {@code embedded} on a real OpenSSH server. */
@RealSshd
class SshdEmbeddedTest {
  private static HostsUnderTest hosts() {
    return new Through("embedded", new SshdHosts());
  }

  @Nested
  class Commands extends CommandContract {
    Commands() {
      super(SshdEmbeddedTest.hosts());
    }
  }

  @Nested
  class Kills extends KillContract {
    Kills() {
      super(SshdEmbeddedTest.hosts());
    }
  }

  @Nested
  class Copies extends CopyContract {
    Copies() {
      super(SshdEmbeddedTest.hosts());
    }
  }

  @Nested
  class Connections extends ConnectionContract {
    Connections() {
      super(SshdEmbeddedTest.hosts());
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
  class Forwards extends ForwardContract {
    Forwards() {
      super(SshdEmbeddedTest.hosts());
    }
  }

  @Nested
  class Leashes extends LeashContract {
    Leashes() {
      super(SshdEmbeddedTest.hosts());
    }
  }

  @Nested
  class SerialPorts extends SerialContract {
    SerialPorts() {
      super(SshdEmbeddedTest.hosts());
    }
  }

  @Nested
  class Pools extends PoolContract {
    Pools() {
      super(SshdEmbeddedTest.hosts());
    }

    /** MaxSessions 10. */
    @Test
    void sameHostManyTimesWhereSessionsAreLimited() {
      var sshd = new SshdHosts();
      var params = connection().withPort(sshd.settings().limitedPort());
      sameHost(params);
      sameHost(params);
    }
  }
}
