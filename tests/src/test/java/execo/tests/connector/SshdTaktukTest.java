package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.SshProcess;
import execo.tests.real.RealTaktuk;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The connector {@code taktuk} on a real OpenSSH server. */
@RealTaktuk
class SshdTaktukTest {
  @Nested
  class Commands extends CommandContract {
    Commands() {
      super(new SshdHosts("taktuk"));
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
      super(new SshdHosts("taktuk"));
    }
  }

  @Nested
  class Connections extends ConnectionContract {
    Connections() {
      super(new SshdHosts("taktuk"));
    }
  }

  @Nested
  class Copies extends CopyContract {
    Copies() {
      super(new SshdHosts("taktuk"));
    }

    /** TakTuk cannot be slowed down. */
    @Override
    int slowSize() {
      return 200_000_000;
    }
  }
}
