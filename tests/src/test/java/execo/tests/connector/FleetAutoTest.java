package execo.tests.connector;

import org.junit.jupiter.api.Nested;

/** The connector {@code auto} on the embedded fleet. */
class FleetAutoTest {
  private static final HostsUnderTest HOSTS = new Through("auto", EmbeddedHosts.SHARED);

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
