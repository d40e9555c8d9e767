package execo.tests.oar;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.LocalProcess;
import execo.testbed.grid5000.Grid5000Testbed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The OAR of a site of the stand-in Grid'5000. */
final class StandinOarSite implements OarUnderTest {
  private static final String SITE = "lyon";

  private final Grid5000Testbed grid;

  StandinOarSite(Grid5000Testbed grid) {
    this.grid = grid;
  }

  static Grid5000Testbed start() {
    return Grid5000Testbed.builder().sites(SITE).reaction(Duration.ofMillis(100)).start();
  }

  @Override
  public String site() {
    return SITE;
  }

  @Override
  public int nodes() {
    return grid.nodes(SITE).size();
  }

  @Override
  public List<String> names() {
    return grid.nodes(SITE).stream().map(Host::address).toList();
  }

  @Override
  public String user() {
    return grid.user();
  }

  private Path jobKey() {
    Path key = grid.home(SITE, user()).resolve("job");
    if (!Files.exists(key)) {
      var made =
          new LocalProcess(
                  List.of(
                      "ssh-keygen",
                      "-q",
                      "-t",
                      "rsa",
                      "-b",
                      "2048",
                      "-N",
                      "",
                      "-f",
                      key.toString()))
              .run();
      assertThat(made.ok()).as(made.dump()).isTrue();
    }
    return key;
  }

  @Override
  public G5kSettings settings() {
    return settings(user()).with(G5kKeys.OAR_JOB_KEY_FILE, Optional.of(jobKey().toString()));
  }

  @Override
  public G5kSettings otherSettings() {
    return settings("bob");
  }

  private G5kSettings settings(String user) {
    return StandinAccount.settings(grid, user);
  }

  @Override
  public ConnectionParams byJobKey() {
    return grid.connection().withUser("oar").withKeyFile(jobKey());
  }

  @Override
  public ConnectionParams bySsh() {
    return grid.connection();
  }

  @Override
  public String classPath(Path directory) {
    return System.getProperty("java.class.path");
  }

  @Override
  public void stopServer() {
    grid.stopOar(SITE);
  }

  @Override
  public void startServer() {
    grid.startOar(SITE);
  }

  @Override
  public void crash(Host node) {
    grid.killNode(node.address());
  }

  @Override
  public void boot(Host node) {
    grid.reviveNode(node.address());
  }
}
