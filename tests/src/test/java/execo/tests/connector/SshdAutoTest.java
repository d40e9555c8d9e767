package execo.tests.connector;

import execo.tests.real.RealSshd;
import org.junit.jupiter.api.Nested;

/** The connector {@code auto} on a real OpenSSH server. */
@RealSshd
class SshdAutoTest {
  private static final HostsUnderTest HOSTS = new Through("auto", new SshdHosts());

  @Nested
  class Commands extends CommandContract {
    Commands() {
      super(HOSTS);
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
  }
}
