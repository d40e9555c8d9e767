package execo.tests.oar;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.HostName;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.LocalProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The real OAR of {@code services/oar.sh}, as its {@code env} tells. */
final class RealOarSite implements OarUnderTest {
  private static String variable(String name) {
    String value = System.getenv("EXECO_TEST_OAR_" + name);
    if (value == null) {
      throw new IllegalStateException(
          "EXECO_TEST_OAR_"
              + name
              + " is not set: start services/oar.sh and take over what its env prints");
    }
    return value;
  }

  @Override
  public String site() {
    return variable("SITE");
  }

  @Override
  public int nodes() {
    return Integer.parseInt(variable("NODES"));
  }

  @Override
  public List<String> names() {
    return IntStream.rangeClosed(1, nodes())
        .mapToObj(i -> "azur-" + i + "." + site() + variable("DOMAIN"))
        .toList();
  }

  @Override
  public String user() {
    return variable("USER");
  }

  @Override
  public G5kSettings settings() {
    return settings(variable("USER"), variable("KEY"))
        .with(G5kKeys.OAR_JOB_KEY_FILE, Optional.of(variable("JOB_KEY")));
  }

  @Override
  public G5kSettings otherSettings() {
    return settings(variable("OTHER_USER"), variable("OTHER_KEY"));
  }

  private G5kSettings settings(String user, String key) {
    var frontend = new Host(variable("FRONTEND"), user, null, Integer.valueOf(variable("PORT")));
    var configuration =
        Configuration.current()
            .with(G5kKeys.DOMAIN_SUFFIX, variable("DOMAIN"))
            .with(G5kKeys.FRONTENDS, Map.of(site(), frontend))
            .with(G5kKeys.TIME_ZONE, ZoneId.systemDefault())
            .with(G5kKeys.POLLING_INTERVAL, Duration.ofSeconds(1))
            .with(G5kKeys.TINY_POLLING_INTERVAL, Duration.ofMillis(500))
            .withFrontendConnection(
                ConnectionParams.none().withKeyFile(Path.of(key)).withHostKeys(HostKeyPolicy.OFF));
    return G5kSettings.of(configuration);
  }

  @Override
  public ConnectionParams byJobKey() {
    return ConnectionParams.none()
        .withUser("oar")
        .withPort(6667)
        .withKeyFile(Path.of(variable("JOB_KEY")))
        .withHostKeys(HostKeyPolicy.OFF);
  }

  @Override
  public ConnectionParams bySsh() {
    return ConnectionParams.none()
        .withUser(variable("USER"))
        .withPort(Integer.valueOf(variable("PORT")))
        .withKeyFile(Path.of(variable("KEY")))
        .withHostKeys(HostKeyPolicy.OFF);
  }

  /** A copy: the accounts there cannot look into the home of this one. */
  @Override
  public String classPath(Path directory) throws IOException {
    var copies = new ArrayList<String>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path source = Path.of(entry);
      if (Files.exists(source)) {
        Path copy = directory.resolve(copies.size() + "-" + source.getFileName());
        var cp = new LocalProcess(List.of("cp", "-r", entry, copy.toString())).timeout("1m").run();
        assertThat(cp.ok()).as(cp.dump()).isTrue();
        copies.add(copy.toString());
      }
    }
    var open = new LocalProcess(List.of("chmod", "-R", "a+rX", directory.toString())).run();
    assertThat(open.ok()).as(open.dump()).isTrue();
    return String.join(File.pathSeparator, copies);
  }

  @Override
  public void stopServer() {
    service("server-down");
  }

  @Override
  public void startServer() {
    service("server-up");
  }

  @Override
  public void crash(Host node) {
    service("crash", number(node));
  }

  @Override
  public void boot(Host node) {
    service("boot", number(node));
  }

  private static String number(Host node) {
    return Integer.toString(HostName.parse(node.address()).number());
  }

  /** Calls the service's script. */
  private static void service(String... words) {
    var command = new ArrayList<>(List.of(variable("SERVICE")));
    command.addAll(List.of(words));
    var process = new LocalProcess(command).timeout("2m").run();
    assertThat(process.ok()).as(process.dump()).isTrue();
  }
}
