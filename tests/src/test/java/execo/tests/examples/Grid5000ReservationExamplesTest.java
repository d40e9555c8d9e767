package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.LocalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples that reserve what is free, whether there are programs to measure with or not. */
class Grid5000ReservationExamplesTest extends Grid5000Reservations {
  @Test
  void settingsOfANodeOfEachClusterAreWritten() throws IOException {
    run("G5kCpuSettings", "nova,grisou-1");
    assertThat(outputs())
        .extracting(file -> file.getFileName().toString().replaceFirst("-\\d+", ""))
        .containsExactlyInAnyOrder(
            "gemini.lyon.grid5000.fr.out",
            "grisou.nancy.grid5000.fr.out",
            "gros.nancy.grid5000.fr.out",
            "taurus.lyon.grid5000.fr.out");
    assertThat(outputs()).noneMatch(file -> file.getFileName().toString().startsWith("grisou-1."));
    for (var file : outputs()) {
      assertThat(file)
          .content()
          .matches("governors.*\nhyperthreading o(n|ff)\nc-states o(n|ff)\nturbo o(n|ff)\n");
    }
  }

  /** As oar, only the key of the job opens the nodes. */
  @Test
  void nodesAreOpenedByTheKeyOfTheJob() throws IOException {
    var key = directory().resolve("id_job");
    var make = List.of("ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", key.toString());
    assertThat(new LocalProcess(make).run().ok()).isTrue();
    var examples =
        examples(configuration ->
            configuration.replace("oarsh-connection:\n", "oarsh-connection:\n  user: oar\n")
                + "  oar-job-key-file: "
                + key
                + "\n");
    run(examples, "G5kCpuSettings", "nancy");
    assertThat(outputs()).hasSize(3).allSatisfy(file -> assertThat(file).isNotEmptyFile());
  }

  private List<Path> outputs() throws IOException {
    try (var files = Files.list(directory())) {
      return files.filter(file -> file.toString().endsWith(".out")).toList();
    }
  }

  /** Two of three nodes, with 12 cores each, by two ways. */
  @Test
  void fourFifthsOfTheNodesAreTakenWithAllTheirCores() throws IOException {
    assertThat(run("G5kTaktuk", "taurus=3").stdout().lines())
        .anyMatch(line -> line.matches(" *[0-9.]+s +48 .*"));
  }

  @Test
  void fileGoesAlongTheChainAndToEachNode() throws IOException {
    assertThat(run("G5kChainPut", "taurus=3").stdout().lines())
        .map(line -> line.replaceAll(" +", " "))
        .anyMatch(line -> line.startsWith("Chained put to 2 h"))
        .anyMatch(line -> line.startsWith("Put to 2 hosts "))
        .anyMatch(line -> line.matches(" [0-9.]+s 4 4 0 0 0 0 0 0 4"));
    for (var node : List.of("taurus-1", "taurus-2", "taurus-3")) {
      assertThat(Path.of("/tmp/chained." + node + ".lyon.grid5000.fr")).doesNotExist();
    }
  }

  @Test
  void nodesOfTwoSitesAreDeployed() throws IOException {
    run("TcpCongestion", "--g5k", "--time", "1", "--flows", "1", "--repeat", "1");
    for (var site : grid().sites()) {
      assertThat(nodesWithPackages(site))
          .singleElement()
          .satisfies(node ->
              assertThat(grid().aptGets(node)).containsExactly("update", "install -y iperf3"));
    }
  }

  @Test
  void nothingIsReservedWithoutTwoSites() throws IOException {
    var run =
        examples(configuration -> configuration)
            .process("TcpCongestion", "--g5k", "--rate", "25")
            .nologExitCode()
            .run();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.stderr())
        .contains("no two sites have a cluster of 25 Gbit/s that is free for an hour")
        .doesNotContain("wait for");
  }
}
