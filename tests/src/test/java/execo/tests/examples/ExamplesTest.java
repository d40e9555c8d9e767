package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import execo.testbed.Fleet;
import execo.tests.connector.FarDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples that need no other programs than every Linux has. */
class ExamplesTest {
  private static Fleet fleet;

  @TempDir private Path directory;
  private ExampleRunner examples;

  @BeforeAll
  static void startFleet() {
    fleet = Fleet.start(3);
  }

  @AfterAll
  static void closeFleet() {
    fleet.close();
  }

  @BeforeEach
  void prepare() throws IOException {
    examples = new ExampleRunner(directory, fleet);
  }

  @Test
  void filesAreListed() throws IOException {
    var mine = Files.writeString(directory.resolve("mine"), "");
    assertThat(examples.run("ListFiles", directory.toString()).stdout())
        .startsWith("'ls /', started ")
        .contains("exit code 0, ok\nstdout:\n", "\netc\n", "\nusr\n", "\nstderr:\n")
        .contains("\n" + mine + "\n");
  }

  @Test
  void threeHundredCommandsAreReported() {
    var output = examples.run("MixedReport").stdout();
    assertThat(output.lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.startsWith("ls / ") && line.endsWith(" 50 50 0 0 0 0 0 0 50"))
        .anyMatch(line -> line.startsWith("false ") && line.endsWith(" 50 50 0 0 0 0 0 50 0"))
        .anyMatch(line -> line.startsWith("/etc/passwd ") && line.endsWith(" 50 0 0 0 0 0 0"))
        .anyMatch(line -> line.startsWith("no-such-pro") && line.endsWith(" 50 0 0 0 0 0 0"))
        .anyMatch(line -> line.startsWith("echo 'two words' t... ") && line.endsWith(" 50"))
        .anyMatch(line -> line.matches("total .* 300 .* 300 300 .*"))
        .last()
        .asString()
        .startsWith("{\"name\":\"Report\",")
        .contains("\"processes\":300,\"started\":300,\"ended\":300,")
        .contains("\"name\":\"false\",");
  }

  @Test
  void kernelIsNamedHere() {
    assertThat(examples.run("HereOrThere").stdout()).isEqualTo("here: Linux\n");
  }

  @Test
  void kernelIsNamedThere() {
    var host = fleet.hosts().getFirst().address();
    assertThat(examples.run("HereOrThere", host).stdout()).isEqualTo(host + ": Linux\n");
  }

  @Test
  void filesGoRound() throws IOException {
    var file = Files.writeString(directory.resolve("words.txt"), "pear\napple\nfig\n");
    var report = examples.runOn(fleet.hosts(), "CopyRoundTrip", file.toString(), "results");
    assertThat(report.stdout()).contains("Put to 3 hosts", "Get from 3 hosts");
    for (var host : fleet.hosts()) {
      assertThat(directory.resolve("results").resolve(host.address()).resolve("sorted"))
          .hasContent("apple\nfig\npear");
      assertThat(fleet.home(host)).isEmptyDirectory();
    }
  }

  @Test
  void hostThatRefusesIsLeftOutOfTheRound() throws IOException {
    var refusing = fleet.hosts().getLast();
    fleet.stop(refusing);
    try {
      var file = Files.writeString(directory.resolve("words.txt"), "pear\napple\n");
      var report = examples.runOn(fleet.hosts(), "CopyRoundTrip", file.toString(), "results");
      assertThat(report.stdout()).contains("Get from 2 hosts");
      assertThat(report.stderr()).contains(refusing.address());
      assertThat(directory.resolve("results").resolve(refusing.address())).doesNotExist();
    } finally {
      fleet.restart(refusing);
    }
  }

  @Test
  void programsAreTalkedTo() {
    var expected = fleet.hosts().stream().map(host -> host + ": ada\n").toList();
    assertThat(examples.runOn(fleet.hosts(), "Dialogue").stdout())
        .isEqualTo(String.join("", expected));
  }

  @Test
  void consoleIsLoggedInto() throws Exception {
    var host = fleet.hosts().getFirst().address();
    assertThat(loggedIn("SerialLogin", host)).endsWith("up 3 days\r\n~ # \n");
  }

  @Test
  void consolesAreLoggedInto() throws Exception {
    var host = fleet.hosts().getFirst().address();
    assertThat(loggedIn("SerialLogins", host)).startsWith(host + ": ").contains("up 3 days");
  }

  /** What a login prints whose other side is played here. */
  private String loggedIn(String example, String host) throws Exception {
    try (var device = new FarDevice()) {
      var login = examples.process(example, host, device.port(), "ada", "secret", "uptime").start();
      for (var talk :
          new String[][] {
            {"^\n", "node login: "},
            {"ada\n", "Password: "},
            {"secret\n", "~ # "},
            {"uptime\n", "up 3 days\r\n~ # "}
          }) {
        assertThat(device.line().expect(talk[0], "1m")).as(login.dump()).isPresent();
        device.line().write(talk[1]);
      }
      login.await();
      assertThat(login.exitCode()).as(login.dump()).isZero();
      return login.stdout();
    }
  }

  @Test
  void fleetIsRehearsedOn() {
    var output = examples.run("Rehearsal", "3");
    assertThat(output.stdout().lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.startsWith("echo $HOSTNAME "))
        .last()
        .asString()
        .isBlank();
    assertThat(output.stdout()).containsPattern("s +3 +3 +1 +0 +0 +0 +0 +0 +2\n");
    assertThat(output.stderr()).contains("Connection refused");
  }
}
