package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import execo.results.Results;
import execo.testbed.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The experiment on hosts that cannot measure anything, and its figure. */
class TcpCongestionTest {
  private static Fleet fleet;

  @TempDir private Path directory;
  private ExampleRunner examples;

  @BeforeAll
  static void startFleet() {
    fleet = Fleet.start(2);
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
  void whatFailsIsSkippedAndTriedAgain() throws IOException {
    var client = fleet.hosts().getLast();
    fleet.stop(client);
    try {
      var hosts = fleet.hosts().getFirst().address() + "," + client.address();
      var first = run("--hosts", hosts, "-L");
      var second = run("--hosts", hosts, "-c", results().toString());
      assertThat(first).contains("skipped: {num_flows=1, tcp_congestion_control=cubic, repeat=0}");
      assertThat(first).contains("stderr:", "0 of 2 done, 2 skipped");
      assertThat(second).contains("0 of 2 done, 2 skipped");
    } finally {
      fleet.restart(client);
    }
    assertThat(results().resolve("results.yaml")).doesNotExist();
    assertThat(results().resolve("stderr")).content().contains("0 of 2 done, 2 skipped");
  }

  private String run(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--time", "1", "--flows", "1", "--repeat", "1"));
    return examples.run("TcpCongestion", all).stderr();
  }

  private Path results() throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("TcpCongestion_"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void missingNamespacesAreTold() {
    var run =
        examples
            .process("TcpCongestion", "--netns", "50mbit,2")
            .env("EXECO_TEST_NETNS_DIR", directory.resolve("none").toString())
            .run();
    assertThat(run.exitCode()).as(run.dump()).isEqualTo(2);
    assertThat(run.stderr())
        .containsOnlyOnce("--netns needs the hosts of 'services/netns.sh up 2': ")
        .contains("no host h1")
        .doesNotContain("Exception");
    var half = examples.process("TcpCongestion", "--netns", "50mbit").run();
    assertThat(half.exitCode()).as(half.dump()).isEqualTo(2);
    assertThat(half.stderr()).contains("--netns: give a rate and a delay");
  }

  @Test
  void resultsAreDrawn() throws IOException {
    var file = directory.resolve("results.yaml");
    Files.writeString(
        file,
        """
        - {params: {num_flows: 1, tcp_congestion_control: cubic, repeat: 0}, bw: 941000000.0}
        - {params: {num_flows: 1, tcp_congestion_control: reno, repeat: 0}, bw: 930000000.0}
        - {params: {num_flows: 20, tcp_congestion_control: reno, repeat: 0}, bw: 920000000.0}
        """);
    examples.run("TcpCongestionPlot", file.toString(), "figure.svg");
    assertThat(directory.resolve("figure.svg"))
        .content()
        .contains(">cubic<", ">reno<", ">num flows<", ">20<", ">930 M<");
    examples.run("TcpCongestionPlot", file.toString());
    assertThat(directory.resolve("g5k_tcp_congestion.png")).isNotEmptyFile();
    assertThat(Results.read(file).size()).isEqualTo(3);
  }
}
