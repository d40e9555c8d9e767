package execo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.Host;
import execo.testbed.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --connector} takes the connector that it names, for commands and for copies. */
@Timeout(180)
class ConnectorTest {
  private static Fleet fleet;
  private static Host a;
  private static Host b;

  @TempDir Path directory;
  private Path calls;
  private Cli execo;

  @BeforeAll
  static void startFleet() {
    fleet = Fleet.start(2);
    a = fleet.hosts().get(0);
    b = fleet.hosts().get(1);
  }

  @AfterAll
  static void endFleet() {
    fleet.close();
  }

  /** The ssh and scp that are found first note down how they are called. */
  @BeforeEach
  void configure() throws IOException {
    execo = new Cli(fleet, directory);
    calls = Files.createFile(directory.resolve("calls"));
    var programs = Files.createDirectory(directory.resolve("bin"));
    for (var name : List.of("ssh", "scp")) {
      var program =
          Files.writeString(
              programs.resolve(name),
              "#!/bin/sh\necho %s \"$@\" >>%s\nPATH=${PATH#*:}\nexec %s \"$@\"\n"
                  .formatted(name, calls, name));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    execo.environment("PATH", programs + ":" + System.getenv("PATH"));
  }

  /** Which of the two were started to connect. */
  private List<String> connectors() throws IOException {
    return Files.readAllLines(calls).stream()
        .filter(line -> !line.contains(" -G "))
        .map(line -> line.substring(0, 3))
        .distinct()
        .sorted()
        .toList();
  }

  private void runPutAndGet(String connector) throws Exception {
    var hosts = a + "," + b;
    var run = execo.run("run", "--connector", connector, "-w", hosts, "echo $EXECO_HOST; exit 3");
    assertThat(run.outLines()).containsExactly(a + ": " + a, b + ": " + b);
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    Files.writeString(Files.createDirectories(directory.resolve("tree/deep")).resolve("f"), "text");
    var name = "from-" + connector;
    assertThat(execo.run("put", "--connector", connector, "-w", hosts, "tree", name))
        .isEqualTo(new Cli.Result(0, "", ""));
    assertThat(execo.run("get", "--connector", connector, "-w", hosts, name, "back"))
        .isEqualTo(new Cli.Result(0, "", ""));
    for (var host : List.of(a, b)) {
      assertThat(fleet.home(host).resolve(name).resolve("deep/f")).hasContent("text");
      assertThat(directory.resolve("back").resolve(host.address()).resolve(name).resolve("deep/f"))
          .hasContent("text");
    }
  }

  @Test
  void embeddedStartsNoProgram() throws Exception {
    runPutAndGet("embedded");
    assertThat(connectors()).isEmpty();
  }

  @Test
  void opensshStartsThoseOfTheUser() throws Exception {
    runPutAndGet("openssh");
    assertThat(connectors()).containsExactly("scp", "ssh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "openssh"})
  void hostNotReachedIsToldBy(String connector) throws Exception {
    var closed = new Host(a.address()).withPort(1);
    var result =
        execo.run("run", "--connector", connector, "-w", closed + "," + b, "echo $EXECO_HOST");
    assertThat(result.out()).isEqualTo(b + ": " + b + "\n");
    assertThat(result.err())
        .startsWith("execo: " + closed + ": ")
        .contains("refused")
        .hasLineCount(1);
    assertThat(result.code()).isEqualTo(255);
  }
}
