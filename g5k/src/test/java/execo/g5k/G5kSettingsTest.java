package execo.g5k;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.host.Host;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class G5kSettingsTest {
  private static G5kSettings settings(String yaml) {
    return G5kSettings.of(Configuration.parse("f.yaml", new StringReader(yaml)));
  }

  private static String rewritten(G5kSettings settings, String address) {
    return Objects.requireNonNull(settings.frontendConnection().hostRewrite()).apply(address);
  }

  @Test
  void hasDefaults() {
    G5kSettings settings = G5kSettings.of(Configuration.defaults());
    assertThat(settings.get(G5kKeys.API_URI)).hasToString("https://api.grid5000.fr/stable/");
    assertThat(settings.timeout(null)).contains(Duration.ofMinutes(15));
    assertThat(settings.timeout(Duration.ofSeconds(1))).contains(Duration.ofSeconds(1));
    assertThat(settings.pollingInterval()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.timeZone("lyon")).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(settings.frontend("lyon").host()).isEqualTo(new Host("lyon.grid5000.fr"));
    assertThat(rewritten(settings, "lyon")).isEqualTo("lyon.grid5000.fr");
    assertThat(rewritten(settings, "lyon.grid5000.fr")).isEqualTo("lyon.grid5000.fr");
    assertThat(settings.oarshConnection().ssh()).containsExactly("oarsh");
    assertThat(settings.siteOf("abacus22-1.rennes.grid5000.fr")).contains("rennes");
    assertThat(settings.siteOf("abacus22-1.rennes")).contains("rennes");
    assertThat(settings.siteOf("abacus22-1")).isEmpty();
    assertThat(settings.siteOf("www.example.org")).isEmpty();
  }

  @Test
  void followsAnotherTestbed() {
    G5kSettings settings =
        settings(
            """
            g5k:
              domain-suffix: .slices.example
              frontend-pattern: fe-{site}{domain}
              frontends: {lyon: me@127.0.0.2:2222, here: localhost}
              time-zone: UTC
              site-time-zones: {nancy: Asia/Tokyo}
              api-uri: http://localhost:8000/sid
            """);
    assertThat(settings.get(G5kKeys.API_URI)).hasToString("http://localhost:8000/sid/");
    assertThat(settings.frontendHost("nancy")).hasToString("fe-nancy.slices.example");
    assertThat(settings.frontendHost("lyon")).hasToString("me@127.0.0.2:2222");
    assertThat(rewritten(settings, "nancy")).isEqualTo("fe-nancy.slices.example");
    assertThat(rewritten(settings, "lyon")).isEqualTo("127.0.0.2");
    assertThat(rewritten(settings, "here")).isEqualTo("localhost");
    assertThat(rewritten(settings, "localhost")).isEqualTo("localhost");
    assertThat(settings.timeZone("nancy")).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(settings.timeZone("lyon")).isEqualTo(ZoneId.of("UTC"));
    assertThat(settings.siteOf("taurus-1.lyon.slices.example")).contains("lyon");
  }

  @Test
  void frontendsWithoutDomainAreRewrittenOnce() {
    G5kSettings settings = settings("g5k: {frontend-pattern: 'front-{site}'}");
    assertThat(rewritten(settings, "lyon")).isEqualTo("front-lyon");
    assertThat(rewritten(settings, "front-lyon")).isEqualTo("front-lyon");
  }

  @Test
  void knowsWhereCommandsRun() {
    G5kSettings settings =
        settings("g5k: {default-frontend: lyon, no-ssh-for-local-frontend: true}");
    assertThat(settings.frontend(null).local()).isTrue();
    assertThat(settings.frontend("lyon").local()).isTrue();
    assertThat(settings.frontend("nancy").local()).isFalse();
    assertThat(settings.frontend(null)).hasToString("lyon");
    assertThatThrownBy(() -> settings.frontend("-oProxyCommand=x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not the name of a site: '-oProxyCommand=x'");
  }

  @Test
  void theKeyOfJobsIsThatOfNodes(@TempDir Path directory) throws IOException {
    var key = Files.writeString(directory.resolve("id_job"), "");
    var here = "g5k: {oar-job-key-file: '" + key + "'}\n";
    assertThat(settings(here).oarshConnection().keyFile()).isEqualTo(key);
    assertThat(settings(here + "oarsh-connection: {key-file: /own}").oarshConnection().keyFile())
        .isEqualTo(Path.of("/own"));
    assertThat(settings("g5k: {oar-job-key-file: /only/inside}").oarshConnection().keyFile())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "flyon.lyon.grid5000.fr, lyon",
    "taurus-1.lyon.grid5000.fr, lyon",
    "a.b.lyon.grid5000.fr,",
    "lyon.grid5000.fr,",
    "me.lyon.example,"
  })
  void theNameOfThisMachineTellsTheSite(String name, String site) {
    assertThat(LocalName.site(name, ".grid5000.fr")).isEqualTo(Optional.ofNullable(site));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "api-uri: ftp://x/ | api-uri: not an http or https address; accepted is an address as",
        "api-uri: https://me:secret@x/ | api-uri: an address with a user; set api-username",
        "api-uri: https://x/?a=b | api-uri: an address with a query; set api-additional-args",
        "time-zone: Mars | time-zone: unknown time zone 'Mars'; accepted is a time zone, as",
        "frontend-pattern: x | frontend-pattern: malformed frontend pattern 'x'; accepted is a",
        "domain-suffix: fr | domain-suffix: malformed domain suffix 'fr'; accepted is a domain",
        "frontends: {a: 'b c'} | frontends: a host's address cannot hold blanks",
        "nope: 1 | nope: unknown setting; accepted are kadeploy3,"
      })
  void saysWhatIsWrong(String yaml, String message) {
    assertThatThrownBy(() -> settings("g5k:\n  " + yaml))
        .hasMessageStartingWith("f.yaml:2: g5k." + message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void passwordsAreNotShown() {
    G5kSettings settings = settings("g5k: {api-username: me, api-password: hush}");
    assertThat(settings.get(G5kKeys.API_PASSWORD).orElseThrow().reveal()).isEqualTo("hush");
    assertThat(settings.configuration().text()).doesNotContain("hush");
  }
}
