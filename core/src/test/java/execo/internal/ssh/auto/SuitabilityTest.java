package execo.internal.ssh.auto;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.internal.ssh.keys.Identities;
import execo.internal.ssh.settings.SomeSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuitabilityTest {
  private static EffectiveConnection connection(ConnectionParams params) {
    return EffectiveConnection.of(Host.of("node"), params, ConnectionParams.none());
  }

  private static @Nullable String obstacle(String... options) {
    return Suitability.obstacle(
        connection(ConnectionParams.none()), SomeSettings.of(options), Identities.NONE);
  }

  @Test
  void whatSshDoesByItselfIsNoObstacle() {
    assertThat(
            obstacle(
                "user me",
                "controlmaster false",
                "compression no",
                "forwardagent no",
                "proxyjump first",
                "sendenv LANG",
                "ciphers aes128-gcm@openssh.com,no-such-cipher",
                "kexalgorithms curve25519-sha256"))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "proxycommand nc %h %p",
    "pkcs11provider /usr/lib/opensc.so",
    "localforward 80 node:80",
    "remotecommand ls",
    "requesttty force",
    "forwardagent yes",
    "controlmaster auto",
    "controlpath /tmp/master",
    "preferredauthentications gssapi-with-mic",
    "compression yes",
    "addressfamily inet6",
    "revokedhostkeys /etc/revoked",
    "knownhostscommand /bin/keys",
    "anoptionofnextyear yes",
    "ciphers 3des-of-somebody",
    "connecttimeout 3",
    "serveraliveinterval 60"
  })
  void whatIsNotHonouredIsNamed(String option) {
    assertThat(obstacle(option)).isNotNull();
    if (!option.startsWith("connect") && !option.startsWith("serveralive")) {
      assertThat(obstacle(option)).contains(option.split(" ", 2)[0]);
    }
  }

  @Test
  void keysThatOnlyOpensshUsesAreAnObstacle() {
    var identities =
        new Identities(List.of(), List.of(), List.of(), List.of("sk-ssh-ed25519@openssh.com key"));
    assertThat(
            Suitability.obstacle(
                connection(ConnectionParams.none()), SomeSettings.of(), identities))
        .contains("sk-ssh-ed25519@openssh.com");
  }

  @Test
  void programsOfTheUsersOwnAreAnObstacle() {
    var none = ConnectionParams.none();
    assertThat(Suitability.obstacle(connection(none))).isNull();
    assertThat(Suitability.obstacle(connection(none.withSsh(List.of("/usr/bin/ssh"))))).isNull();
    assertThat(Suitability.obstacle(connection(none.withSsh(List.of("oarsh"))))).contains("oarsh");
    assertThat(Suitability.obstacle(connection(none.withSsh(List.of("sudo", "ssh")))))
        .contains("sudo ssh");
    assertThat(Suitability.obstacle(connection(none.withPty(true)))).isNotNull();
    assertThat(Suitability.copyObstacle(connection(none))).isNull();
    assertThat(Suitability.copyObstacle(connection(none.withScp(List.of("oarcp"))))).isNotNull();
    assertThat(Suitability.copyObstacle(connection(none.withScpOptions(List.of("-l", "9")))))
        .isNotNull();
  }
}
