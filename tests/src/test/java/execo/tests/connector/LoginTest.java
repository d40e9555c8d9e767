package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.ManagedProcess;
import execo.process.SshProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthNone;
import org.apache.sshd.server.auth.UserAuthNoneFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the connector {@code embedded} logs in when the user has one key. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoginTest {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger shown = new AtomicInteger();
  private boolean openToAll;
  private boolean admitsKey;
  @TempDir Path directory;

  /** Counts the requests {@code none}, and grants them where the host is open to all. */
  private final class Question extends UserAuthNoneFactory {
    @Override
    public UserAuthNone createUserAuth(ServerSession session) throws IOException {
      asked.incrementAndGet();
      return new UserAuthNone() {
        @Override
        public Boolean doAuth(Buffer buffer, boolean isFirst) {
          return openToAll;
        }
      };
    }
  }

  @BeforeEach
  void prepare() {
    server.setHost("127.0.0.1");
    var hostKey = new SimpleGeneratorHostKeyProvider();
    hostKey.setAlgorithm(KeyUtils.EC_ALGORITHM);
    hostKey.setKeySize(256);
    server.setKeyPairProvider(hostKey);
    server.setUserAuthFactories(List.of(new Question(), UserAuthPublicKeyFactory.INSTANCE));
    server.setPublickeyAuthenticator((user, key, session) -> {
      shown.incrementAndGet();
      return admitsKey;
    });
    server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(true);
  }

  private ManagedProcess echo(String keyType) throws Exception {
    var key = directory.resolve("id");
    PrivateSshd.keygen("-t", keyType, "-N", "", "-f", key.toString());
    server.start();
    var params =
        ConnectionParams.none()
            .withConnector("embedded")
            .withUser("anybody")
            .withPort(server.getPort())
            .withKeyFile(key)
            .withHostKeys(HostKeyPolicy.OFF)
            .withSshOptions(List.of("-F", "none"));
    var process = new SshProcess("echo ran", new Host("127.0.0.1"), params);
    process.start().await("60s");
    return process;
  }

  private static void assertRan(ManagedProcess process) {
    assertThat(process.finishedOk()).as(process.dump()).isTrue();
    assertThat(process.stdout()).isEqualTo("ran\n");
  }

  @Test
  void keyThatIsAdmittedTakesOneRequest() throws Exception {
    admitsKey = true;
    assertRan(echo("ecdsa"));
    assertThat(asked).hasValue(0);
    assertThat(shown).hasValue(1);
  }

  @Test
  void hostThatIsOpenToAllNeedsNoKey() throws Exception {
    openToAll = true;
    assertRan(echo("ecdsa"));
  }

  @Test
  void keyIsSignedInTheWayThatTheHostKnows() throws Exception {
    admitsKey = true;
    server.setSignatureFactories(List.of(BuiltinSignatures.rsaSHA256, BuiltinSignatures.nistp256));
    assertRan(echo("rsa"));
  }

  @Test
  void keyThatIsRefusedIsSaidToBe() throws Exception {
    var process = echo("ecdsa");
    assertThat(process.error()).isTrue();
    assertThat(process.reason()).contains("Permission denied");
  }
}
