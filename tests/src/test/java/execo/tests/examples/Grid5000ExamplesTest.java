package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the examples do on Grid'5000, whether the nodes have the programs to measure with or not.
 */
class Grid5000ExamplesTest extends Grid5000Examples {
  @Test
  void frontendsAreWorkedOnAtOnce() throws IOException {
    var file = Files.writeString(directory().resolve("profile"), "umask 027\n");
    var report = examples().run("G5kFrontends", file.toString()).stdout();
    assertThat(report.lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.startsWith("Put to 2 hosts "))
        .anyMatch(line -> line.matches(" [0-9.]+s 6 6 0 0 0 0 0 0 6"));
    for (var site : grid().sites()) {
      assertThat(grid().home(site, grid().user()).resolve("execo_tutorial")).doesNotExist();
    }
  }

  @Test
  void flopsOfEachClusterAreListed() {
    assertThat(examples().run("G5kFlops").stdout().lines())
        .contains("taurus {\"core_flops\":18400000000,\"node_flops\":220800000000}")
        .extracting(line -> line.replaceFirst(" .*", ""))
        .containsExactly("gemini", "grisou", "gros", "nova", "taurus");
  }

  @Test
  void pairsAreOfTwoClustersAndTheirJobIsDeleted() {
    var output = examples().run("G5kIperf").stdout();
    assertThat(output.lines().filter(line -> line.startsWith("client ")))
        .hasSize(4)
        .doesNotHaveDuplicates()
        .allMatch(line -> line.matches("client grisou-\\S+ -> server gros-\\d+.nancy\\S+"));
    frontend("nancy", "while oarstat -u | grep iperf; do sleep 0.2; done");
  }

  @Test
  void networkOfJobsIsDrawn() {
    var lyon = job("lyon", "-l nodes=2,walltime=1");
    var nancy = job("nancy", "-l nodes=1,walltime=1");
    var picture = directory().resolve("g5k_xp_graph.png");
    for (var answer : List.of("n", "y")) {
      assertThat(picture).doesNotExist();
      var look = examples().process("G5kTopology", "lyon:" + lyon, "nancy:" + nancy);
      assertThat(look.input(answer + "\n").run().stdout())
          .containsPattern("from (\\S+) to (\\S+): \\[\\1, .*, \\2]\n\\S+, \\d+.0 Gbit/s\n");
    }
    assertThat(picture).isNotEmptyFile();
  }

  @Test
  void nodesOfTheJobsAreDeployedAndGetPackages() {
    var nodes = deployJob("lyon", 2);
    examples().run("G5kTcptrace", "1");
    for (var node : nodes) {
      assertThat(grid().aptGets(node))
          .containsExactly("update", "install -y netcat-traditional tcpdump tcptrace");
    }
  }
}
