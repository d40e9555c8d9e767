package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.Execo;
import execo.action.Remote;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.host.Passphrases;
import execo.process.ManagedProcess;
import execo.process.SshProcess;
import execo.tests.real.RealSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the embedded connector proves to a real OpenSSH server, and what it demands of it. */
@RealSshd
class SshdTrustTest {
  private static final Host HOST = new Host("127.8.0.1");
  @TempDir static Path directory;
  private static PrivateSshd sshd;
  @TempDir Path temporary;
  private int number;

  @BeforeAll
  static void start() throws Exception {
    sshd = new PrivateSshd(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    sshd.close();
  }

  @AfterEach
  void forgetPassphrases() {
    Execo.passphrases(Passphrases.NONE);
  }

  private static ManagedProcess echo(Host host, ConnectionParams params) {
    var process = new SshProcess("echo ran", host, params);
    process.start().await("60s");
    return process;
  }

  private static void assertRan(ManagedProcess process) {
    assertThat(process.ok()).as(process.dump()).isTrue();
    assertThat(process.stdout()).isEqualTo("ran\n");
  }

  /** Connections are shared, so that what must be a new one has another file of known hosts. */
  private ConnectionParams fresh(String key) {
    return sshd.connection(key).withKnownHosts(temporary.resolve("known_hosts" + number++));
  }

  private Path knownHosts(String... lines) throws Exception {
    return Files.write(temporary.resolve("known_hosts" + number++), List.of(lines));
  }

  private static String hostKey(String type) throws Exception {
    var words = Files.readString(sshd.path("host_" + type + ".pub")).split(" ", -1);
    return "[127.8.0.1]:" + sshd.port() + " " + words[0] + " " + words[1];
  }

  // ---- keys

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void keyLogsIn(String type) throws Exception {
    assertRan(echo(HOST, fresh(type)));
  }

  @Test
  void certificateLogsIn() throws Exception {
    assertRan(echo(HOST, fresh("certified")));
    var moved = Files.copy(sshd.path("certified"), temporary.resolve("key"));
    var certificate = "CertificateFile=" + sshd.path("certified-cert.pub");
    var params = fresh("certified").withKeyFile(moved).withSshOptions(List.of("-o", certificate));
    assertRan(echo(HOST, params));
    var alone = echo(HOST, fresh("certified").withKeyFile(moved));
    assertThat(alone.error()).isTrue();
    assertThat(alone.reason()).contains("Permission denied");
  }

  @Test
  void encryptedKeyLogsInWithItsPassphrase() throws Exception {
    var without = echo(HOST, fresh("locked"));
    assertThat(without.error()).isTrue();
    assertThat(without.reason()).contains("Permission denied", "is encrypted");
    var asked = new ArrayList<Path>();
    Execo.passphrases((file, _) -> {
      asked.add(file);
      return "secret".toCharArray();
    });
    var action = new Remote("echo ran", PrivateSshd.hosts(5), fresh("locked")).run();
    assertThat(action.ok()).isTrue();
    assertThat(asked).containsExactly(sshd.path("locked"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa", "certified"})
  void agentLogsInAlone(String key) throws Exception {
    var place = PrivateSshd.shortDirectory();
    var socket = place.resolve("agent");
    var agent = sshd.start("ssh-agent", "-D", "-a", socket.toString());
    try {
      add(socket, sshd.path(key).toString());
      var options = List.of("-o", "IdentityAgent=" + socket, "-o", "IdentityFile=none");
      assertRan(echo(HOST, fresh(key).withKeyFile(null).withSshOptions(options)));
    } finally {
      agent.destroy();
      agent.waitFor();
      Files.deleteIfExists(socket);
      Files.delete(place);
    }
  }

  private static void add(Path socket, String key) throws Exception {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      var builder = new ProcessBuilder("ssh-add", "-q", key);
      builder.environment().put("SSH_AUTH_SOCK", socket.toString());
      if (builder.start().waitFor() == 0) {
        return;
      }
      assertThat(System.nanoTime()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void agentThatSaysNothingDelaysButDoesNotStop() throws Exception {
    var place = PrivateSshd.shortDirectory();
    var socket = place.resolve("agent");
    try (var silent =
        java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      silent.bind(java.net.UnixDomainSocketAddress.of(socket));
      var params = fresh("ed25519").withSshOptions(List.of("-o", "IdentityAgent=" + socket));
      assertRan(echo(HOST, params));
    } finally {
      Files.deleteIfExists(socket);
      Files.delete(place);
    }
  }

  // ---- hosts

  @Test
  void manyNewHostsAreRememberedOnceEach() throws Exception {
    var hosts = PrivateSshd.hosts(300);
    var twice = new ArrayList<>(hosts);
    twice.addAll(hosts.subList(0, 50));
    var file = temporary.resolve("known_hosts_of_many");
    var params =
        new SshdHosts()
            .connection()
            .withConnector("embedded")
            .withHostKeys(HostKeyPolicy.ACCEPT_NEW)
            .withKnownHosts(file)
            .withConnectTimeout(Duration.ofMinutes(3))
            .withKeepAlive(Duration.ofMinutes(3));
    var action = new Remote("true", twice, params).run();
    assertThat(action.ok())
        .as(
            action.processes().stream()
                .filter(process -> !process.ok())
                .limit(3)
                .map(ManagedProcess::dump)
                .collect(Collectors.joining("\n")))
        .isTrue();
    assertThat(Files.readAllLines(file)).hasSize(300).doesNotHaveDuplicates();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    var strict = params.withHostKeys(HostKeyPolicy.STRICT).withConnector("openssh");
    assertRan(echo(hosts.get(299), strict));
  }

  @Test
  void hostKnownByItsOtherKeyShowsThatOne() throws Exception {
    var file = knownHosts(hostKey("ecdsa"));
    var params = fresh("ed25519").withKnownHosts(file).withHostKeys(HostKeyPolicy.STRICT);
    assertRan(echo(HOST, params));
    assertThat(Files.readAllLines(file)).hasSize(1);
  }

  @Test
  void hostIsKnownByTheAuthorityThatCertifiesIt() throws Exception {
    var words = Files.readString(sshd.path("authority.pub")).split(" ", -1);
    var authority = "@cert-authority *127.8.* " + words[0] + " " + words[1];
    var params = fresh("ed25519").withHostKeys(HostKeyPolicy.STRICT);
    assertRan(echo(HOST, params.withKnownHosts(knownHosts(authority))));
    var other = echo(new Host("127.8.0.2"), params.withKnownHosts(knownHosts(authority)));
    assertThat(other.error()).as("not a principal of the certificate").isTrue();
  }

  @Test
  void changedKeyIsRefusedWithItsPlace() throws Exception {
    PrivateSshd.keygen("-t", "ed25519", "-N", "", "-f", temporary.resolve("other").toString());
    var words = Files.readString(temporary.resolve("other.pub")).split(" ", -1);
    var file = knownHosts("# mine", "[127.8.0.1]:" + sshd.port() + " ssh-ed25519 " + words[1]);
    var process = echo(HOST, fresh("ed25519").withKnownHosts(file));
    assertThat(process.error()).isTrue();
    assertThat(process.reason()).contains("Host key verification failed", file + ":2");
  }
}
