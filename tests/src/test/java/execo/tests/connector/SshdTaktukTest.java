package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.PortForwarder;
import execo.process.SshProcess;
import execo.tests.real.RealTaktuk;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The connector {@code taktuk} on a real OpenSSH server. TakTuk has no way to forward a port, so of
 * {@link ForwardContract} only that applies which says so; and it keeps no connections, so {@link
 * PoolContract} does not apply.
 */
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

  @Nested
  class Leashes extends LeashContract {
    Leashes() {
      super(new SshdHosts("taktuk"));
    }
  }

  @Nested
  class SerialPorts extends SerialContract {
    SerialPorts() {
      super(new SshdHosts("taktuk"));
    }
  }

  @Test
  void portsAreNotForwarded() {
    var hosts = new SshdHosts("taktuk");
    var forwarder =
        new PortForwarder(hosts.hosts(1).getFirst(), "127.0.0.1", 1, hosts.connection());
    forwarder.start();
    assertThat(forwarder.awaitOpen(Duration.ofSeconds(20))).isFalse();
    assertThat(forwarder.error()).isTrue();
    assertThat(forwarder.reason()).contains("taktuk forwards no ports; use another connector");
  }
}
