package execo.internal.ssh.settings;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.HostKeyPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HonouredOptionsTest {
  private static ClientSettings settings(String... options) {
    var map = new HashMap<String, List<String>>();
    for (var option : options) {
      var words = option.split(" ", 2);
      map.put(words[0], List.of(words[1]));
    }
    return new ClientSettings(
        "node",
        22,
        "me",
        List.of(),
        List.of(),
        false,
        null,
        List.of(),
        null,
        HostKeyPolicy.STRICT,
        List.of(),
        List.of(),
        false,
        Map.copyOf(map));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxycommand nc gate",
        "bindaddress 10.0.0.1",
        "bindinterface eth1",
        "revokedhostkeys /etc/revoked",
        "knownhostscommand /bin/keys %H"
      })
  void whereToAndWhomToTrustIsVital(String option) {
    var settings = settings("compression yes", option);
    assertThat(HonouredOptions.vital(settings)).isEqualTo(option);
    assertThat(HonouredOptions.dispensable(settings))
        .isEqualTo(Map.of("compression", "compression yes"));
  }

  @Test
  void whatIsHonouredIsNeither() {
    var settings = settings("proxycommand none", "revokedhostkeys none", "user me");
    assertThat(HonouredOptions.vital(settings)).isNull();
    assertThat(HonouredOptions.dispensable(settings)).isEmpty();
    assertThat(HonouredOptions.offending(settings)).isNull();
  }

  @Test
  void longLinesAreShortened() {
    assertThat(HonouredOptions.offending(settings("proxycommand " + "x".repeat(100))))
        .hasSize(80)
        .endsWith("xx...");
  }
}
