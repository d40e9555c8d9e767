package execo.config;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTest {

  private static Configuration parse(String text) {
    return Configuration.parse("sample", new StringReader(text));
  }

  private static List<Setting<?>> settings() {
    var all = new ArrayList<>(ExecoSettings.ALL);
    all.addAll(G5kKeys.ALL);
    return all;
  }

  @Test
  void showsEverySetting() {
    String sample = Configuration.sample();
    for (Setting<?> setting : settings()) {
      assertThat(sample).contains("  #" + setting.key() + ": ");
      assertThat(setting.meaning()).endsWith(".");
    }
    for (ConnectionSetting<?> setting : ConnectionSettings.ALL) {
      assertThat(sample).contains("  #" + setting.key() + ": ");
    }
    assertThat(parse(sample).connection()).isEqualTo(ConnectionParams.defaults());
  }

  @Test
  void noPasswordIsKnownBeforehand() {
    assertThat(settings())
        .filteredOn(setting -> setting.key().contains("password"))
        .isNotEmpty()
        .allSatisfy(setting -> assertThat(setting.defaultValue()).isEqualTo(Optional.empty()));
  }

  @Test
  void uncommentedMeansTheDefaults() {
    Configuration sample = parse(Configuration.sample().replaceAll("(?m)^  #(?=\\S)", "  "));
    for (Setting<?> setting : settings()) {
      assertThat((Object) sample.get(setting)).as(setting.key()).isEqualTo(setting.defaultValue());
    }
    var withoutExamples =
        sample
            .connection()
            .withUser(null)
            .withKeyFile(null)
            .withPort(null)
            .withJump(null)
            .withTaktukConnectorOptions(null);
    assertThat(withoutExamples).isEqualTo(ConnectionParams.defaults());
    Configuration defaults = Configuration.defaults().withConnection(sample.connection());
    assertThat(sample.frontendConnection()).isEqualTo(defaults.frontendConnection());
    assertThat(sample.oarshConnection()).isEqualTo(defaults.oarshConnection());
  }

  @ParameterizedTest
  @EnumSource(SampleFile.class)
  void sampleFilesParse(SampleFile file) {
    assertThat(parse(file.text()).oarshConnection().keyFile())
        .isEqualTo(Path.of("path/to/ssh/key/outside/grid5000"));
  }

  @Test
  void outsideGrid5000MeansWhatTheGuideSays() {
    Configuration configuration = parse(SampleFile.OUTSIDE_GRID5000.text());
    assertThat(configuration.get(G5kKeys.OAR_JOB_KEY_FILE))
        .contains("path/to/ssh/key/inside/grid5000");
    assertThat(configuration.get(G5kKeys.DEFAULT_FRONTEND)).contains("lyon");
    assertThat(configuration.get(G5kKeys.API_USERNAME)).contains("g5k_username");
    assertThat(address("taurus-1.lyon.grid5000.fr", configuration.connection()))
        .isEqualTo("taurus-1.lyon.g5k");
    assertThat(address("grid5000.fr.example", configuration.connection()))
        .isEqualTo("grid5000.fr.example");
    assertThat(address("lyon", configuration.frontendConnection())).isEqualTo("lyon.g5k");
    assertThat(address("taurus-1.lyon.grid5000.fr", configuration.oarshConnection()))
        .isEqualTo("taurus-1.lyon.g5k");
  }

  @Test
  void bypassOfOarshMeansWhatTheGuideSays() {
    ConnectionParams oarsh = parse(SampleFile.BYPASS_OARSH.text()).oarshConnection();
    assertThat(oarsh.user()).isEqualTo("oar");
    assertThat(oarsh.port()).isEqualTo(6667);
    assertThat(oarsh.ssh()).containsExactly("ssh");
    assertThat(oarsh.scp()).containsExactly("scp");
    assertThat(oarsh.taktukConnector()).containsExactly("ssh");
    assertThat(oarsh.hostKeys()).isEqualTo(HostKeyPolicy.OFF);
    assertThat(address("taurus-1.lyon.grid5000.fr", oarsh)).isEqualTo("taurus-1.lyon.g5k");
  }

  @Test
  void frontendsAreSites() {
    ConnectionParams frontend = Configuration.defaults().frontendConnection();
    assertThat(address("lyon", frontend)).isEqualTo("lyon.grid5000.fr");
    assertThat(address("flyon.lyon.grid5000.fr", frontend)).isEqualTo("flyon.lyon.grid5000.fr");
    assertThat(frontend.pty()).isTrue();
    assertThat(frontend.hostKeys()).isEqualTo(HostKeyPolicy.ACCEPT_NEW);
  }

  private static String address(String host, ConnectionParams params) {
    return EffectiveConnection.of(Host.of(host), params, ConnectionParams.none()).address();
  }
}
