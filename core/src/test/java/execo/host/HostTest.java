package execo.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "node-1.lyon, node-1.lyon, -, -",
        "root@node-1, node-1, root, -",
        "root@node-1:2222, node-1, root, 2222",
        "node-1:22, node-1, -, 22",
        "10.0.0.1:22, 10.0.0.1, -, 22",
        "::1, ::1, -, -",
        "root@fe80::1%eth0, fe80::1%eth0, root, -",
        "[::1], ::1, -, -",
        "[::1]:22, ::1, -, 22",
        "root@[fe80::1%eth0]:22, fe80::1%eth0, root, 22",
        "me@corp.example@node, node, me@corp.example, -",
        "CORP\\me@node, node, CORP\\me, -",
      })
  void readsText(String text, String address, @Nullable String user, @Nullable Integer port) {
    assertThat(Host.of(text)).isEqualTo(new Host(address, user, null, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "@node", "node:", "node:0", "node:65536", "node:x", "node:123456", "node:-1", "[::1",
        "[::1]22", "[]", "root@", "-oProxyCommand=x", "-x@node", "a b", "a,b", "a\nb", "node[1]",
        ":22"
      })
  void refusesMalformedText(String text) {
    assertThatThrownBy(() -> Host.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesMalformedMembers() {
    assertThatThrownBy(() -> new Host("a:22")).hasMessageContaining("Host.of");
    assertThatThrownBy(() -> new Host("me@a")).hasMessageContaining("Host.of");
    assertThatThrownBy(() -> new Host("a").withPort(0)).hasMessageContaining("65535");
    assertThatThrownBy(() -> new Host("a").withUser("")).hasMessageContaining("empty");
  }

  @Test
  void copiesWithSomeMembersReplaced() {
    var host = new Host("a").withUser("u").withPort(22).withKeyFile(Path.of("k"));
    assertThat(host).isEqualTo(new Host("a", "u", Path.of("k"), 22));
    assertThat(host.withUser(null).withPort(null).withKeyFile(null)).isEqualTo(Host.of("a"));
  }

  @Test
  void showsWhatIsSet() {
    assertThat(Host.of("node")).hasToString("node");
    assertThat(Host.of("root@node:22")).hasToString("root@node:22");
    assertThat(Host.of("[::1]:22")).hasToString("[::1]:22");
    assertThat(Host.of("node").withKeyFile(Path.of("secret"))).hasToString("node");
  }

  @Property
  void readsBackWhatItShows(@ForAll("hosts") Host host) {
    assertThat(Host.of(host.toString())).isEqualTo(host);
  }

  @Provide
  Arbitrary<Host> hosts() {
    return Combinators.combine(
            Arbitraries.of("node-1.lyon", "a", "::1", "fe80::1%eth0", "10.0.0.1", "x_y"),
            Arbitraries.of("root", "me@corp", "a:b", "CORP\\me").injectNull(0.4),
            Arbitraries.integers().between(1, 65535).injectNull(0.4))
        .as((address, user, port) -> new Host(address, user, null, port));
  }
}
