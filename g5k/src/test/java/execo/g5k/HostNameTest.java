package execo.g5k;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.host.Host;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

  @ParameterizedTest
  @CsvSource({
    "taurus-1, taurus, taurus-1",
    "abacus22-1, abacus22, abacus22-1",
    "abacus22-1.rennes.grid5000.fr, abacus22, abacus22-1.rennes.grid5000.fr",
    "taurus-1-kavlan-4.lyon.grid5000.fr, taurus, taurus-1.lyon.grid5000.fr",
    "vercors9-12-kavlan-11.grenoble, vercors9, vercors9-12.grenoble",
    "taurus-1-eth1.lyon.grid5000.fr, taurus, taurus-1.lyon.grid5000.fr",
    "taurus-1-eth1-kavlan-5.lyon.grid5000.fr, taurus, taurus-1.lyon.grid5000.fr",
  })
  void readsNames(String name, String cluster, String canonical) {
    HostName read = HostName.parse(name);
    assertThat(read.cluster()).isEqualTo(cluster);
    assertThat(read.canonical()).isEqualTo(canonical);
    assertThat(read).hasToString(name);
    assertThat(HostName.canonical(name)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "taurus", "lyon.grid5000.fr", "10.0.0.1", "taurus-x", "-1", "::1"})
  void leavesOtherNamesAlone(String name) {
    assertThat(HostName.of(name)).isEqualTo(Optional.empty());
    assertThat(HostName.canonical(name)).isEqualTo(name);
    assertThatThrownBy(() -> HostName.parse(name)).hasMessageContaining("'" + name + "'");
  }

  @Test
  void putsNodesIntoKavlans() {
    assertThat(HostName.kavlan("taurus-1.lyon.grid5000.fr", 4))
        .isEqualTo("taurus-1-kavlan-4.lyon.grid5000.fr");
    Host host = Host.of("root@taurus-1.lyon.grid5000.fr:2222");
    Host moved = HostName.kavlan(host, 4);
    assertThat(moved).hasToString("root@taurus-1-kavlan-4.lyon.grid5000.fr:2222");
    assertThat(HostName.canonical(moved)).isEqualTo(host);
  }

  @Test
  void sortsByNumber() {
    assertThat(HostName.parse("taurus-3")).isLessThan(HostName.parse("taurus-10"));
    assertThat(HostName.parse("abacus9-7")).isGreaterThan(HostName.parse("abacus22-1"));
  }
}
