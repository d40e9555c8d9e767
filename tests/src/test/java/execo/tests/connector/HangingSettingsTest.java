package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.Action;
import execo.action.Put;
import execo.action.Remote;
import execo.host.ConnectionParams;
import execo.process.ManagedProcess;
import execo.process.SshProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the user's configuration of ssh hangs, what waits for it ends all the same. */
class HangingSettingsTest extends ConnectorContract {
  /** So many that {@code auto} asks for the settings. */
  private static final int MANY = 45;

  /** Later than everything else here. */
  private static final Duration LATE = Duration.ofSeconds(90);

  @TempDir Path directory;

  HangingSettingsTest() {
    super(EmbeddedHosts.SHARED);
  }

  @BeforeEach
  void hang() throws Exception {
    Files.writeString(directory.resolve("config"), "Match exec \"sleep 1000\"\n  User nobody\n");
  }

  private ConnectionParams connection(String connector) {
    return hosts
        .connection()
        .withConnector(connector)
        .withSshOptions(List.of("-F", directory.resolve("config").toString()));
  }

  private Remote remote(String connector, Duration connectTimeout) {
    var params = connection(connector).withConnectTimeout(connectTimeout);
    return new Remote("echo ran", hosts.hosts(connector.equals("auto") ? MANY : 4), params);
  }

  private static void assertSettingsMissing(Action action) {
    assertThat(action.processes())
        .allSatisfy(process ->
            assertFailedToConnect(process, "connection failed: ssh -G has not told the settings"));
  }

  @Test
  void deadlineEndsWhatAutoWouldRun() {
    assertSettingsMissing(ended(remote("auto", Duration.ofSeconds(1)).start()));
  }

  @Test
  void deadlineEndsWhatEmbeddedWouldRun() {
    assertSettingsMissing(ended(remote("embedded", Duration.ofSeconds(1)).start()));
  }

  @Test
  void timeoutOfTheProcessCounts() {
    for (var connector : List.of("auto", "embedded")) {
      var action = remote(connector, LATE).timeout(Duration.ofSeconds(1));
      ended(action.start());
      assertThat(action.processes())
          .allSatisfy(process -> {
            assertThat(process.timedOut()).as(process.dump()).isTrue();
            assertThat(process.ok()).isFalse();
          });
    }
  }

  @Test
  void killEndsIt() {
    for (var connector : List.of("auto", "embedded")) {
      var action = remote(connector, LATE).start();
      action.kill();
      ended(action);
      assertThat(action.processes())
          .allSatisfy(process -> {
            assertThat(process.killed()).as(process.dump()).isTrue();
            assertThat(process.error()).as(process.dump()).isFalse();
          });
    }
  }

  @Test
  void killEndsCopies() throws Exception {
    var file = Files.writeString(directory.resolve("file"), "text");
    for (var connector : List.of("auto", "embedded")) {
      var params = connection(connector).withConnectTimeout(LATE);
      var action = new Put(hosts.hosts(MANY), List.of(file.toString()), ".", params).start();
      action.kill();
      ended(action);
      assertThat(action.processes()).allMatch(ManagedProcess::killed);
    }
  }

  @Test
  void killEndsACommandWithAnInput() {
    var params = connection("embedded").withConnectTimeout(LATE);
    var process = new SshProcess("cat", host(), params).input("text").start();
    process.kill();
    assertThat(ended(process).killed()).isTrue();
  }
}
