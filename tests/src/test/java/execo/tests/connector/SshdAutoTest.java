package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.Remote;
import execo.host.Host;
import execo.tests.real.RealSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector {@code auto} on a real OpenSSH server. */
@RealSshd
class SshdAutoTest {
  private static final SshdHosts SSHD = new SshdHosts();
  private static final HostsUnderTest HOSTS = new Through("auto", SSHD);

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

  /** Hosts that are reached in a way that only the user's ssh knows. */
  @Nested
  class Others extends ConnectorContract {
    /** So many that they would be for the connector {@code embedded}. */
    private static final int MANY = 45;

    @TempDir Path directory;

    Others() {
      super(HOSTS);
    }

    @Test
    void hostsBehindAProxyCommandAreLeftToOpenssh() throws Exception {
      var used = directory.resolve("used");
      var proxy = directory.resolve("proxy");
      Files.writeString(
          proxy,
          "#!/bin/sh\necho \"$1\" >>%s\nexec ssh -F %s -W \"$1:$2\" 127.7.1.1\n"
              .formatted(used, SSHD.settings().config()));
      Files.setPosixFilePermissions(proxy, PosixFilePermissions.fromString("rwx------"));
      var config =
          Files.writeString(
              directory.resolve("config"), "Host 127.7.0.*\n  ProxyCommand " + proxy + " %h %p\n");
      var params = HOSTS.connection().withSshOptions(List.of("-F", config.toString()));
      var told = new CompletableFuture<String>();
      try (var log = new DetailLog(line -> told.complete(line))) {
        assertThat(log.isShown()).isTrue();
        assertOk(ended(new Remote("echo ran", hosts.hosts(MANY), params).start()));
        assertThat(told.get(60, TimeUnit.SECONDS))
            .startsWith("connector for 127.7.0.")
            .contains(": openssh, since it has the option proxycommand " + proxy);
      }
      assertThat(Files.readAllLines(used))
          .containsExactlyInAnyOrderElementsOf(
              hosts.hosts(MANY).stream().map(Host::address).toList());
    }
  }
}
