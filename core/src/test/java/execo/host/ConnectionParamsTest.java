package execo.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionParamsTest {

  @Test
  void defaultsAreThoseOfTheSpecification() {
    ConnectionParams defaults = ConnectionParams.defaults();
    assertThat(defaults.user()).isNull();
    assertThat(defaults.keyFile()).isNull();
    assertThat(defaults.port()).isNull();
    assertThat(defaults.jump()).isNull();
    assertThat(defaults.ssh()).containsExactly("ssh");
    assertThat(defaults.scp()).containsExactly("scp");
    assertThat(defaults.sshOptions())
        .containsExactly("-o", "BatchMode=yes", "-o", "PasswordAuthentication=no");
    assertThat(defaults.scpOptions()).contains("-rp").containsAll(defaults.sshOptions());
    assertThat(defaults.taktuk()).containsExactly("taktuk");
    assertThat(defaults.taktukOptions()).containsExactly("-s");
    assertThat(defaults.taktukConnector()).containsExactly("ssh");
    assertThat(defaults.tty()).isFalse();
    assertThat(defaults.pty()).isFalse();
    assertThat(defaults.hostKeys()).isEqualTo(HostKeyPolicy.ACCEPT_NEW);
    assertThat(defaults.knownHosts()).isAbsolute();
    assertThat(defaults.connectTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(defaults.keepAlive()).isEqualTo(Duration.ofSeconds(15));
    assertThat(defaults.connector()).isEqualTo("auto");
    assertThat(defaults.chainPutClientTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(defaults.chainPutServerTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(defaults.chainPutTries()).isEqualTo(5);
    assertThat(defaults.chainPutNextHops()).isEqualTo(NextHops.of(10));
    assertThat(defaults.chainPutRetryDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(defaults.portForwardTimeout()).isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void overlayReplacesWhatIsSetOnly() {
    var below = ConnectionParams.none().withUser("a").withPort(1).withTty(true);
    var above = ConnectionParams.none().withUser("b").withJump("gate");
    assertThat(below.overlay(above))
        .isEqualTo(below.withUser("b").withJump("gate"))
        .hasSameHashCodeAs(below.withUser("b").withJump("gate"));
    assertThat(below.overlay(ConnectionParams.none())).isEqualTo(below);
    assertThat(ConnectionParams.none().overlay(above)).isEqualTo(above);
    assertThat(below.withUser(null).user()).isNull();
    assertThat(above).isNotEqualTo(below).hasToString("{USER=b, JUMP=gate}");
  }

  @Test
  void listsAreCopied() {
    var words = new ArrayList<>(List.of("ssh", "-v"));
    var params = ConnectionParams.none().withSsh(words);
    words.clear();
    assertThat(params.ssh()).containsExactly("ssh", "-v");
  }

  @Test
  void refusesValuesOutOfRange() {
    var none = ConnectionParams.none();
    assertThatThrownBy(() -> none.withPort(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> none.withPort(65536)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> none.withConnectTimeout(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> none.withChainPutTries(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hostWinsOverParamsWinOverDefaults() {
    var configured =
        ConnectionParams.none()
            .withUser("configured")
            .withPort(1)
            .withKeyFile(Path.of("configured"))
            .withTty(true);
    var params = ConnectionParams.none().withUser("params").withPort(2);
    var effective = EffectiveConnection.of(Host.of("own@a"), params, configured);
    assertThat(effective.user()).isEqualTo("own");
    assertThat(effective.port()).isEqualTo(2);
    assertThat(effective.keyFile()).isEqualTo(Path.of("configured"));
    assertThat(effective.tty()).isTrue();
    assertThat(effective.ssh()).containsExactly("ssh");

    var bare = EffectiveConnection.of(Host.of("a"), null, ConnectionParams.none());
    assertThat(bare.user()).isNull();
    assertThat(bare.port()).isNull();
    assertThat(bare.address()).isEqualTo("a");
    assertThat(bare.connector()).isEqualTo("auto");
    assertThat(bare.scp()).containsExactly("scp");
    assertThat(bare.sshOptions()).isNotEmpty();
    assertThat(bare.scpOptions()).isNotEmpty();
    assertThat(bare.pty()).isFalse();
    assertThat(bare.hostKeys()).isEqualTo(HostKeyPolicy.ACCEPT_NEW);
    assertThat(bare.knownHosts()).hasFileName("known_hosts");
    assertThat(bare.connectTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(bare.keepAlive()).isEqualTo(Duration.ofSeconds(15));
    assertThat(bare.jump()).isNull();
  }

  @Test
  void rewritesTheAddressOnly() {
    var params =
        ConnectionParams.none()
            .withHostRewrite(
                new RewriteRules(
                    List.of(
                        new RewriteRules.Rule("\\.grid5000\\.fr$", ".g5k"),
                        new RewriteRules.Rule("^(\\w+)-(\\d+)", "$1-n$2"))));
    var effective =
        EffectiveConnection.of(
            Host.of("root@node-1.lyon.grid5000.fr:22"), params, ConnectionParams.none());
    assertThat(effective.address()).isEqualTo("node-n1.lyon.g5k");
    assertThat(effective.host().address()).isEqualTo("node-1.lyon.grid5000.fr");

    var lambda = ConnectionParams.none().withHostRewrite(address -> address + ".x");
    assertThat(EffectiveConnection.of(Host.of("a"), lambda, params).address()).isEqualTo("a.x");
    var hostile = ConnectionParams.none().withHostRewrite(_ -> "-oProxyCommand=x");
    assertThatThrownBy(() -> EffectiveConnection.of(Host.of("a"), hostile, params))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rulesAreCheckedWhenMade() {
    for (String[] bad : new String[][] {{"(", "x"}, {"a", "$1"}, {"a", "${name}"}, {"a", "$"}}) {
      assertThatThrownBy(() -> RewriteRules.of(bad[0], bad[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(RewriteRules.of("(?<n>a)", "${n}$1$0").apply("xay")).isEqualTo("xaaay");
  }

  @Test
  void nextHopsAreANumberOrAShare() {
    assertThat(NextHops.parse("10").in(3)).isEqualTo(10);
    assertThat(NextHops.parse("50%").in(9)).isEqualTo(4);
    assertThat(NextHops.percent(1).in(9)).isEqualTo(1);
    assertThat(NextHops.parse("50%")).hasToString("50%");
    for (String bad : List.of("0", "-1", "101%", "x", "%", "", "1.5")) {
      assertThatThrownBy(() -> NextHops.parse(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
