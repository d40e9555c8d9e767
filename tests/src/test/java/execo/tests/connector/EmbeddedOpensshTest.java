package execo.tests.connector;

import org.junit.jupiter.api.Nested;

/** The connector {@code openssh} on the embedded fleet. */
class EmbeddedOpensshTest {
  @Nested
  class Commands extends CommandContract {
    Commands() {
      super(EmbeddedHosts.SHARED);
    }
  }

  @Nested
  class Kills extends KillContract {
    Kills() {
      super(EmbeddedHosts.SHARED);
    }
  }

  @Nested
  class Connections extends ConnectionContract {
    Connections() {
      super(EmbeddedHosts.SHARED);
    }
  }

  @Nested
  class Copies extends CopyContract {
    Copies() {
      super(EmbeddedHosts.SHARED);
    }
  }

  @Nested
  class Forwards extends ForwardContract {
    Forwards() {
      super(EmbeddedHosts.SHARED);
    }
  }

  @Nested
  class SerialPorts extends SerialContract {
    SerialPorts() {
      super(EmbeddedHosts.SHARED);
    }
  }

  @Nested
  class Leashes extends LeashContract {
    Leashes() {
      super(EmbeddedHosts.SHARED);
    }
  }
}
