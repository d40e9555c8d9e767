package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.SshProcess;
import execo.tests.real.RealTaktuk;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The connector {@code taktuk} on the embedded fleet. */
@RealTaktuk
class FleetTaktukTest {
  private static final HostsUnderTest HOSTS = new Through("taktuk", EmbeddedHosts.SHARED);

  @Nested
  class Commands extends CommandContract {
    Commands() {
      super(HOSTS);
    }

    @Override
    @Test
    void terminalOnRequest() {
      var process = ended(new SshProcess("echo ran", host(), connection().withTty(true)).start());
      assertThat(process.error()).isTrue();
      assertThat(process.reason()).contains("terminal");
      assertThat(process.stdout()).isEmpty();
    }
  }

  @Nested
  class Kills extends KillContract {
    Kills() {
      super(HOSTS);
    }
  }

  @Nested
  class Connections extends ConnectionContract {
    Connections() {
      super(HOSTS);
    }
  }

  @Nested
  class Copies extends CopyContract {
    Copies() {
      super(HOSTS);
    }

    /** TakTuk cannot be slowed down. */
    @Override
    int slowSize() {
      return 200_000_000;
    }
  }

  @Nested
  class Leashes extends LeashContract {
    Leashes() {
      super(HOSTS);
    }
  }
}
