package execo.internal.ssh.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HonouredOptionsTest {
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
    var settings = SomeSettings.of("compression yes", option);
    assertThat(HonouredOptions.vital(settings)).isEqualTo(option);
    assertThat(HonouredOptions.dispensable(settings))
        .isEqualTo(Map.of("compression", "compression yes"));
  }

  @Test
  void whatIsHonouredIsNeither() {
    var settings = SomeSettings.of("proxycommand none", "revokedhostkeys none", "user me");
    assertThat(HonouredOptions.vital(settings)).isNull();
    assertThat(HonouredOptions.dispensable(settings)).isEmpty();
    assertThat(HonouredOptions.offending(settings)).isNull();
  }

  /** What one host has of its own counts as what it shares does. */
  @Test
  void ownOptionsCount() {
    var said =
        Map.of(
            "proxycommand",
            List.of("nc any 22"),
            "compression",
            List.of("yes"),
            "user",
            List.of("me"));
    var options = new Answer("any", said).of("node-1");
    assertThat(options.values("proxycommand")).containsExactly("nc node-1 22");
    assertThat(options.values("user")).containsExactly("me");
    assertThat(options.values("port")).isEmpty();
    assertThat(options.notHonoured())
        .isEqualTo(
            Map.of("proxycommand", "proxycommand nc node-1 22", "compression", "compression yes"));
  }

  @Test
  void longLinesAreShortened() {
    assertThat(HonouredOptions.offending(SomeSettings.of("proxycommand " + "x".repeat(100))))
        .hasSize(80)
        .endsWith("xx...");
  }
}
