package execo.testbed.grid5000;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.host.HostKeyPolicy;
import execo.process.SshProcess;
import java.io.StringReader;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  @Test
  void subnetsAreInTheDomain() {
    try (var grid =
        Grid5000Testbed.builder().sites("lyon").domain(".example.org").speed(20).start()) {
      var command =
          "id=$(oarsub -l slash_22=1+/nodes=1,walltime=1:00:00 'sleep 600' | sed -n 's/^OAR_JOB_ID=//p');"
              + " until oarstat -sj $id | grep -q Running; do sleep 0.1; done; g5k-subnets -a -j $id";
      var process = new SshProcess(command, grid.frontend("lyon"), grid.connection());
      process.timeout("20s").run();
      assertThat(process.stdout().split("\t")).contains("dns.lyon.example.org");
    }
  }

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
