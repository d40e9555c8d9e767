package execo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.ExecoSettings.ColorMode;
import execo.config.ExecoSettings.FilePutTool;
import execo.host.ConnectionParams;
import execo.host.HostKeyPolicy;
import execo.host.NextHops;
import execo.host.PortRange;
import execo.host.RewriteRules;
import execo.internal.path.UserPaths;
import execo.log.LogLevel;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  @TempDir Path directory;

  @AfterEach
  void forget() {
    Configuration.use(null);
  }

  private static Configuration parse(String text) {
    return Configuration.parse("f.yaml", new StringReader(text));
  }

  @Test
  void defaultsAreThoseOfTheSpecification() {
    for (String nothing : List.of("", "# only a comment\n", "execo:\ng5k:\n", "---\n")) {
      Configuration configuration = parse(nothing);
      assertThat(configuration.get(ExecoSettings.LOG_LEVEL)).isEqualTo(LogLevel.INFO);
      assertThat(configuration.get(ExecoSettings.COMPACT_THRESHOLD)).isEqualTo(4096);
      assertThat(configuration.get(ExecoSettings.KILL_TIMEOUT)).contains(Duration.ofMinutes(1));
      assertThat(configuration.get(ExecoSettings.PORT_RANGE)).isEqualTo(PortRange.DEFAULT);
      assertThat(configuration.get(ExecoSettings.CONNECT_LIMIT)).isEqualTo(64);
      assertThat(configuration.get(G5kKeys.DEFAULT_TIMEOUT)).contains(Duration.ofMinutes(15));
      assertThat(configuration.connection()).isEqualTo(ConnectionParams.defaults());
    }
  }

  @Test
  void readsEverySection() {
    Configuration configuration =
        parse(
            """
            execo:
              log-level: framework-debug
              fileput-tool: chainput
              kill-timeout: off
              port-range: 30000-30009
              kill-children-at-end: false
              color: never
              styles: {host: underline on-blue}
            connection:
              user: root
              key-file: ~/.ssh/k
              port: 2222
              ssh: ssh -F 'my config'
              ssh-options: [-o, "A=b c"]
              host-keys: off
              connect-timeout: 1.5
              keep-alive: 0
              connector: auto
              chainput-next-hops: 50%
              host-rewrite:
                - {match: a, to: b}
                - match: c
                  to: ''
            frontend-connection: {user: me}
            oarsh-connection:
              port: 6667
            g5k:
              api-additional-args: {branch: testing, deep: 1}
              default-timeout: none
              default-env-name: debian12-min
              kadeploy3-options: ""
            """);
    assertThat(configuration.get(ExecoSettings.LOG_LEVEL)).isEqualTo(LogLevel.FRAMEWORK_DEBUG);
    assertThat(configuration.get(ExecoSettings.FILEPUT_TOOL)).isEqualTo(FilePutTool.CHAINPUT);
    assertThat(configuration.get(ExecoSettings.KILL_TIMEOUT)).isEmpty();
    assertThat(configuration.get(ExecoSettings.PORT_RANGE)).isEqualTo(new PortRange(30000, 30010));
    assertThat(configuration.get(ExecoSettings.KILL_CHILDREN_AT_END)).isFalse();
    assertThat(configuration.get(ExecoSettings.COLOR)).isEqualTo(ColorMode.NEVER);
    assertThat(configuration.get(ExecoSettings.STYLES))
        .containsEntry("host", "underline on-blue")
        .containsEntry("emph", "bold");
    ConnectionParams connection = configuration.connection();
    assertThat(connection.user()).isEqualTo("root");
    assertThat(connection.keyFile()).isEqualTo(UserPaths.current().home().resolve(".ssh/k"));
    assertThat(connection.port()).isEqualTo(2222);
    assertThat(connection.ssh()).containsExactly("ssh", "-F", "my config");
    assertThat(connection.sshOptions()).containsExactly("-o", "A=b c");
    assertThat(connection.scp()).containsExactly("scp");
    assertThat(connection.hostKeys()).isEqualTo(HostKeyPolicy.OFF);
    assertThat(connection.connectTimeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(connection.keepAlive()).isZero();
    assertThat(connection.connector()).isEqualTo("auto");
    assertThat(connection.chainPutNextHops()).isEqualTo(NextHops.percent(50));
    assertThat(connection.hostRewrite())
        .isEqualTo(
            new RewriteRules(
                List.of(new RewriteRules.Rule("a", "b"), new RewriteRules.Rule("c", ""))));
    assertThat(configuration.frontendConnection().user()).isEqualTo("me");
    assertThat(configuration.frontendConnection().port()).isEqualTo(2222);
    assertThat(configuration.oarshConnection().port()).isEqualTo(6667);
    assertThat(configuration.oarshConnection().user()).isEqualTo("root");
    assertThat(configuration.oarshConnection().ssh()).containsExactly("oarsh");
    assertThat(configuration.get(G5kKeys.API_ADDITIONAL_ARGS))
        .isEqualTo(Map.of("branch", "testing", "deep", "1"));
    assertThat(configuration.get(G5kKeys.DEFAULT_TIMEOUT)).isEmpty();
    assertThat(configuration.get(G5kKeys.DEFAULT_ENV_NAME)).contains("debian12-min");
    assertThat(configuration.get(G5kKeys.KADEPLOY3_OPTIONS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nope: {a: 1} | f.yaml:1: nope: unknown section; accepted are execo,",
        "execo:;  color: never;  nope: 1 | f.yaml:3: execo.nope: unknown setting; accepted are log",
        "connection:;  nope: 1 | f.yaml:2: connection.nope: unknown setting; accepted are user,",
        "execo: [a] | f.yaml:1: execo: not a section",
        "execo: 1 | f.yaml:1: execo: not a section",
        "just text | f.yaml:1: not a configuration",
        "- a | f.yaml:1: not a configuration",
        "execo:;  log-level: loud | f.yaml:2: execo.log-level: unknown value 'loud'; accepted is",
        "execo:;  log-level: | f.yaml:2: execo.log-level: no value; accepted is one of error",
        "execo:;  log-level: [info] | f.yaml:2: execo.log-level: a list instead of one value",
        "execo:;  kill-timeout: abc | f.yaml:2: execo.kill-timeout: malformed duration 'abc'; acc",
        "execo:;  kill-timeout: -1 | f.yaml:2: execo.kill-timeout: malformed duration '-1'",
        "execo:;  connect-limit: 0 | f.yaml:2: execo.connect-limit: number 0 out of range",
        "execo:;  connect-limit: x | f.yaml:2: execo.connect-limit: malformed number 'x'",
        "execo:;  port-range: 5 | f.yaml:2: execo.port-range: malformed range of ports '5'",
        "execo:;  port-range: 9-5 | f.yaml:2: execo.port-range: number 5 out of range",
        "execo:;  kill-children-at-end: yes | f.yaml:2: execo.kill-children-at-end: malformed",
        "execo:;  styles: {nope: bold} | f.yaml:2: execo.styles: unknown style 'nope'",
        "execo:;  styles: {host: bald} | f.yaml:2: execo.styles: unknown attribute 'bald'",
        "execo:;  color: auto;  color: never | f.yaml:3",
        "connection:;  port: 65536 | f.yaml:2: connection.port: number 65536 out of range",
        "connection:;  user: '' | f.yaml:2: connection.user: an empty text; accepted is a text",
        "connection:;  ssh: ssh 'a | f.yaml:2: connection.ssh: malformed command",
        "connection:;  connector: x | f.yaml:2: connection.connector: unknown value 'x'",
        "connection:;  host-rewrite: a | f.yaml:2: connection.host-rewrite: not a list of rules",
        "connection:;  host-rewrite: [{match: a}] | f.yaml:2: connection.host-rewrite: a rule is",
        "connection:;  host-rewrite: [{match: (, to: b}] | f.yaml:2: connection.host-rewrite: Uncl",
        "connection:;  host-rewrite: [{match: a, to: $1}] | f.yaml:2: connection.host-rewrite: rep",
        "connection:;  chainput-next-hops: 0% | f.yaml:2: connection.chainput-next-hops: ",
        "g5k:;  default-env-name: a;  default-env-file: b | f.yaml:3: g5k.default-env-file: set",
        "g5k:;  api-additional-args: x | f.yaml:2: g5k.api-additional-args: not a mapping",
        "execo:;  color: &a never;  log-level: *a | f.yaml:3: an alias",
        "execo: &a {};g5k: *a | f.yaml:2: an alias",
        "execo:;  kill-timeout: | f.yaml:2: execo.kill-timeout: no value",
        "execo: {};---;execo: {} | f.yaml:",
        "execo:;  color: 'a | f.yaml:3: malformed YAML: ",
        "execo:; color: a;   b: c | f.yaml:3: malformed YAML: ",
        "execo:;\tcolor: a | f.yaml:2: malformed YAML: ",
      })
  void namesFileLineAndKey(String text, String message) {
    assertThatThrownBy(() -> parse(text.replace(';', '\n') + "\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(message)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void findsTheFile() throws IOException {
    String home = directory.toString();
    var byDefault = ConfigurationFile.of(Map.of("HOME", home, "EXECO_CONFIG", ""));
    assertThat(byDefault.path()).isEqualTo(directory.resolve(".config/execo/execo.yaml"));
    assertThat(byDefault.load().get(ExecoSettings.CONNECT_LIMIT)).isEqualTo(64);

    Files.createDirectories(directory.resolve("x/execo"));
    Files.writeString(directory.resolve("x/execo/execo.yaml"), "execo: {connect-limit: 7}");
    var xdg = ConfigurationFile.of(Map.of("HOME", home, "XDG_CONFIG_HOME", home + "/x"));
    assertThat(xdg.load().get(ExecoSettings.CONNECT_LIMIT)).isEqualTo(7);

    var missing = ConfigurationFile.of(Map.of("HOME", home, "EXECO_CONFIG", "~/none.yaml"));
    assertThatThrownBy(missing::load)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(directory.resolve("none.yaml") + ": no such file")
        .hasMessageContaining("EXECO_CONFIG");
    assertThatThrownBy(() -> Configuration.load(directory.resolve("none")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> Configuration.load(directory))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(directory.toString());
    Path binary = Files.write(directory.resolve("binary"), new byte[] {'a', (byte) 0xff, 'b'});
    assertThatThrownBy(() -> Configuration.load(binary))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(binary.toString());
  }

  @Test
  void canBeReplaced() {
    Configuration mine =
        Configuration.defaults()
            .with(ExecoSettings.KILL_TIMEOUT, Optional.empty())
            .withConnection(ConnectionParams.none().withUser("a"))
            .withFrontendConnection(ConnectionParams.none().withUser("b"))
            .withOarshConnection(ConnectionParams.none().withUser("c"));
    Configuration.use(mine);
    assertThat(Configuration.current()).isSameAs(mine);
    assertThat(mine.get(ExecoSettings.KILL_TIMEOUT)).isEmpty();
    assertThat(mine.connection().user()).isEqualTo("a");
    assertThat(mine.frontendConnection().user()).isEqualTo("b");
    assertThat(mine.oarshConnection().user()).isEqualTo("c");
  }
}
