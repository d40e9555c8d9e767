package execo.tests.connector;

import org.junit.jupiter.api.Nested;

/** The connector {@code embedded} on the embedded fleet. */
class FleetEmbeddedTest {
  private static final HostsUnderTest HOSTS = new Through("embedded", EmbeddedHosts.SHARED);

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
}
