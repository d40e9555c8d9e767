package execo.internal.ssh.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.internal.os.Recorder;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.spi.ExitStatus;
import execo.spi.RemoteCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of hosts for which the user's ssh has options that are not honoured in here. */
class IgnoredOptionsTest {
  private final EmbeddedConnector connector = new EmbeddedConnector(new Pool(new OpeningLimit(64)));
  private final LoopbackServer server;
  @TempDir Path directory;

  IgnoredOptionsTest() throws IOException {
    server = new LoopbackServer();
  }

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        directory.resolve("config"),
        """
        Host behind
          ProxyJump gate
        Host gate
          ProxyCommand nc somewhere 22
        Host revoked
          RevokedHostKeys /etc/ssh/revoked
        Host packed
          Compression yes
        Host *
          HostName 127.0.0.1
        """);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Recorder begin(String name) {
    var plain = server.connection("127.0.0.1", ConnectionParams.none());
    var config = List.of("-F", directory.resolve("config").toString());
    var connection =
        EffectiveConnection.of(
            new Host(name), plain.params().withSshOptions(config), ConnectionParams.none());
    var told = new Recorder();
    connector.run(new RemoteCommand(connection, "true", Map.of(), null, false, 1, false), told);
    return told;
  }

  @Test
  void optionThatDecidesWhomToTrustIsNotPassedOver() {
    assertThat(begin("revoked").failure())
        .startsWith("connection failed: ssh's option 'revokedhostkeys /etc/ssh/revoked'")
        .contains("take auto or openssh");
    assertThat(server.accepted()).isZero();
  }

  @Test
  void jumpHostIsLookedAtAsWell() {
    assertThat(begin("behind").failure())
        .startsWith("connection failed: through gate: ssh's option 'proxycommand nc somewhere 22'");
    assertThat(server.accepted()).isZero();
  }

  @Test
  void hostsDoWithoutTheRest() throws Exception {
    var told = begin("packed");
    server.next().end(0);
    assertThat(told.status()).isEqualTo(ExitStatus.exited(0));
  }
}
