package execo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.Host;
import execo.host.Hosts;
import execo.testbed.Fleet;
import execo.tests.connector.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code execo broadcast}, from the command line to the files on the hosts. */
@Timeout(180)
class BroadcastTest {
  @TempDir Path directory;
  private Fleet fleet;
  private List<Host> hosts;
  private Cli execo;

  @BeforeEach
  void start() {
    fleet = Fleet.start(4);
    hosts = fleet.hosts();
    execo = new Cli(fleet, directory);
  }

  @AfterEach
  void end() {
    fleet.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void fileReachesSoManyHosts(int count) throws Exception {
    var bytes = new byte[3_000_000];
    new Random(count).nextBytes(bytes);
    Files.write(directory.resolve("file"), bytes);
    var some = hosts.subList(0, count);
    assertThat(execo.run("broadcast", "-w", Hosts.fold(some), "file", "."))
        .isEqualTo(new Cli.Result(0, "", ""));
    for (var host : some) {
      assertThat(fleet.home(host).resolve("file")).hasBinaryContent(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "embedded", "openssh"})
  void directoriesAndFilesGoTogether(String connector) throws Exception {
    var tree = directory.resolve("tree");
    Files.createDirectories(tree.resolve("deep"));
    Files.writeString(tree.resolve("deep/run"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        tree.resolve("deep/run"), PosixFilePermissions.fromString("rwxr-x---"));
    Files.writeString(directory.resolve("more"), "more");
    var to = Hosts.fold(hosts.subList(0, 2));
    assertThat(execo.run("broadcast", "--connector", connector, "-w", to, "tree", "more", "."))
        .isEqualTo(new Cli.Result(0, "", ""));
    for (var host : hosts.subList(0, 2)) {
      assertThat(FileTree.of(fleet.home(host).resolve("tree"))).isEqualTo(FileTree.of(tree));
      assertThat(fleet.home(host).resolve("more")).hasContent("more");
    }
  }

  @Test
  void hostThatIsNotReachedIsToldAndTheOthersGetTheFile() throws Exception {
    fleet.stop(hosts.get(1));
    Files.writeString(directory.resolve("file"), "text");
    var result = execo.run("broadcast", "-w", Hosts.fold(hosts), "file", ".");
    assertThat(result.code()).isEqualTo(255);
    assertThat(result.err())
        .startsWith("execo: " + hosts.get(1) + ": ")
        .contains("refused")
        .hasLineCount(1);
    for (var host : List.of(hosts.get(0), hosts.get(2), hosts.get(3))) {
      assertThat(fleet.home(host).resolve("file")).hasContent("text");
    }
  }

  @Test
  void taktukIsNoWayOfIt() throws Exception {
    Files.writeString(directory.resolve("file"), "text");
    var result =
        execo.run(
            "broadcast", "--connector", "taktuk", "-w", hosts.getFirst().toString(), "file", ".");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "execo: --connector taktuk: broadcast goes along a chain of its own; 'put' goes"
                + " through TakTuk\n");
    assertThat(fleet.home(hosts.getFirst()).resolve("file")).doesNotExist();
  }

  @Test
  void malformedHostsStartNothing() throws Exception {
    Files.writeString(directory.resolve("file"), "text");
    var result = execo.run("broadcast", "-w", hosts.getFirst() + ",b-[1-", "file", ".");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("execo: malformed host expression").hasLineCount(1);
    assertThat(fleet.home(hosts.getFirst()).resolve("file")).doesNotExist();
  }
}
