package execo.testbed.grid5000;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.host.HostKeyPolicy;
import java.io.StringReader;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  @Test
  void namesAndTimeAreThoseOfTheStandIn() {
    var zone = ZoneId.of("America/Montreal");
    try (var grid =
        Grid5000Testbed.builder().sites("lyon").domain(".example.org").zone(zone).start()) {
      var configuration =
          Configuration.parse("the stand-in", new StringReader(grid.configuration()));
      assertThat(configuration.get(G5kKeys.DOMAIN_SUFFIX)).isEqualTo(".example.org");
      assertThat(configuration.get(G5kKeys.TIME_ZONE)).isEqualTo(zone);
      assertThat(configuration.get(G5kKeys.DEFAULT_FRONTEND)).contains("lyon");
      for (var connection :
          List.of(
              configuration.connection(),
              configuration.frontendConnection(),
              configuration.oarshConnection())) {
        assertThat(connection.hostKeys()).isEqualTo(HostKeyPolicy.STRICT);
        assertThat(connection.knownHosts()).isEqualTo(grid.connection().knownHosts());
      }
    }
  }
}
