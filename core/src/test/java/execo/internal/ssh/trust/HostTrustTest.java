package execo.internal.ssh.trust;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.HostKeyPolicy;
import execo.internal.ssh.keys.Ed25519;
import execo.internal.ssh.settings.ClientSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTrustTest {
  private static final String BOTH = "ssh-ed25519,ecdsa-sha2-nistp256,rsa-sha2-512,ssh-rsa";
  private final PublicKey key = Known.ed25519();
  @TempDir Path directory;

  @BeforeAll
  static void install() {
    Ed25519.install();
  }

  private static HostTrust trust(ClientSettings settings) {
    return HostTrust.of(settings, Algorithms.of(settings));
  }

  private Path file(String... lines) throws Exception {
    return Files.write(directory.resolve("known_hosts"), List.of(lines));
  }

  private static String line(String names, PublicKey key) {
    var type = key.getAlgorithm().equals("EC") ? "ecdsa-sha2-nistp256" : "ssh-ed25519";
    return names + " " + type + " " + HostTrust.base64(key);
  }

  private HostTrust node(HostKeyPolicy policy, Path... files) {
    return trust(Known.settings("node", 22, policy, files));
  }

  @Test
  void newKeyIsTakenAndRememberedOnce() throws Exception {
    var file = directory.resolve("mine");
    for (int i = 0; i < 2; i++) {
      var trust = node(HostKeyPolicy.ACCEPT_NEW, file, directory.resolve("other"));
      assertThat(trust.accepts(key)).isTrue();
      trust.remembered().get(20, TimeUnit.SECONDS);
    }
    assertThat(Files.readAllLines(file)).containsExactly(line("node", key));
    assertThat(node(HostKeyPolicy.STRICT, file).accepts(key)).isTrue();
    assertThat(directory.resolve("other")).doesNotExist();
  }

  @Test
  void nameIsHashedWhereTheUserWantsIt() throws Exception {
    var file = directory.resolve("mine");
    var settings = Known.settings("Node", 2222, HostKeyPolicy.ACCEPT_NEW, true, Map.of(), file);
    var trust = trust(settings);
    assertThat(trust.accepts(key)).isTrue();
    trust.remembered().get(20, TimeUnit.SECONDS);
    assertThat(Files.readString(file)).startsWith("|1|").doesNotContain("ode");
    assertThat(trust(settings).accepts(Known.ed25519())).isFalse();
    assertThat(trust(settings).accepts(key)).isTrue();
  }

  @Test
  void strictRefusesWhatIsNotKnown() {
    var trust = node(HostKeyPolicy.STRICT, directory.resolve("none"));
    assertThat(trust.accepts(key)).isFalse();
    assertThat(trust.refusal()).startsWith("Host key verification failed").contains("node");
    assertThat(directory.resolve("none")).doesNotExist();
  }

  @Test
  void changedKeyIsRefusedWithItsPlace() throws Exception {
    var file = file("# mine", line("node", Known.ed25519()));
    for (var policy : new HostKeyPolicy[] {HostKeyPolicy.ACCEPT_NEW, HostKeyPolicy.STRICT}) {
      var trust = node(policy, file);
      assertThat(trust.accepts(key)).isFalse();
      assertThat(trust.refusal())
          .contains("Host key verification failed", "node", file + ":2")
          .doesNotContain("\n");
    }
  }

  @Test
  void anyOfSeveralKeysOfATypeIsGood() throws Exception {
    var file = file(line("node", Known.ed25519()), line("node,other", key));
    assertThat(node(HostKeyPolicy.STRICT, file).accepts(key)).isTrue();
  }

  @Test
  void offAsksNobody() throws Exception {
    var file = file(line("node", Known.ed25519()));
    assertThat(node(HostKeyPolicy.OFF, file).accepts(key)).isTrue();
    assertThat(Files.readAllLines(file)).hasSize(1);
  }

  @Test
  void revokedKeyIsRefusedThoughItIsKnown() throws Exception {
    var file = file(line("node", key), line("@revoked *", key));
    var trust = node(HostKeyPolicy.ACCEPT_NEW, file);
    assertThat(trust.accepts(key)).isFalse();
    assertThat(trust.refusal()).contains("revoked", file + ":2");
  }

  @Test
  void portBelongsToTheName() throws Exception {
    var file = file(line("[node]:2222", key));
    assertThat(trust(Known.settings("node", 2222, HostKeyPolicy.STRICT, file)).accepts(key))
        .isTrue();
    assertThat(node(HostKeyPolicy.STRICT, file).accepts(key)).isFalse();
  }

  @Test
  void keyKnownForTheStandardPortIsGoodForAnother() throws Exception {
    var file = file(line("node", key));
    var settings = Known.settings("node", 2222, HostKeyPolicy.STRICT, file);
    assertThat(trust(settings).accepts(key)).isTrue();
    assertThat(trust(settings).accepts(Known.ed25519())).isFalse();
  }

  @Test
  void typesThatAreKnownAreAskedForFirst() throws Exception {
    var ecdsa = Known.ecdsa();
    var file = file(line("node", ecdsa));
    var trust = node(HostKeyPolicy.ACCEPT_NEW, file);
    assertThat(trust.ordered(BOTH))
        .isEqualTo("ecdsa-sha2-nistp256,ssh-ed25519,rsa-sha2-512,ssh-rsa");
    assertThat(trust.accepts(ecdsa)).isTrue();
    assertThat(node(HostKeyPolicy.STRICT, directory.resolve("none")).ordered(BOTH)).isEqualTo(BOTH);
  }

  @Test
  void certificatesAreAskedForWhereTheirAuthorityIsKnown() throws Exception {
    var algorithms = "ssh-ed25519-cert-v01@openssh.com,ssh-ed25519";
    var file = file(line("@cert-authority *.lyon", key));
    var inLyon = Known.settings("node.lyon", 22, HostKeyPolicy.STRICT, file);
    assertThat(trust(inLyon).ordered(algorithms)).isEqualTo(algorithms);
    assertThat(node(HostKeyPolicy.STRICT, file).ordered(algorithms)).isEqualTo("ssh-ed25519");
  }

  @Test
  void rsaKnownAsSuchIsAskedForByItsHashes() throws Exception {
    var file = file("node ssh-rsa AAAA");
    assertThat(node(HostKeyPolicy.STRICT, file).ordered(BOTH))
        .isEqualTo("rsa-sha2-512,ssh-rsa,ssh-ed25519,ecdsa-sha2-nistp256");
  }

  @Test
  void fileThatCannotBeWrittenDoesNotStopTheLogin() throws Exception {
    var blocked = Files.writeString(directory.resolve("blocked"), "").resolve("known_hosts");
    var trust = node(HostKeyPolicy.ACCEPT_NEW, blocked);
    trust.accepts(key);
    trust.remembered().get(20, TimeUnit.SECONDS);
  }
}
