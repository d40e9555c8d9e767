package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import execo.testbed.Fleet;
import execo.tests.real.RealTools;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples that need netcat, iperf3 or ping. */
@RealTools
class NetworkExamplesTest {
  private static Fleet fleet;

  @TempDir private Path directory;
  private ExampleRunner examples;

  @BeforeAll
  static void startFleet() {
    fleet = Fleet.start(4);
  }

  @AfterAll
  static void closeFleet() {
    fleet.close();
  }

  @BeforeEach
  void prepare() throws IOException {
    examples = new ExampleRunner(directory, fleet);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NetcatPair", "NetcatExpect"})
  void lineArrives(String example) {
    assertThat(examples.runOn(fleet.hosts(2), example).stdout()).isEqualTo("hi there!\n");
  }

  @Test
  void trafficGoesBothWays() {
    var output = examples.runOn(fleet.hosts(2), "TrafficBothWays").stdout();
    assertThat(output.lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.startsWith("nc -l -s"))
        .anyMatch(line -> line.startsWith("dd if=/dev/zero"))
        .anyMatch(line -> line.matches(" [0-9.]+s 4 4 0 0 0 0 0 0 4"));
    assertThat(output.split("6250000 bytes", -1)).hasSize(3);
  }

  @Test
  void bandwidthIsMeasuredBetweenPairs() {
    var hosts = fleet.hosts();
    assertThat(examples.runOn(hosts, "IperfPairs").stdout())
        .contains(hosts.get(0) + " > iperf3 -c " + hosts.get(2) + " -t 1\n")
        .contains(hosts.get(1) + " > iperf3 -c " + hosts.get(3) + " -t 1\n")
        .containsPattern("bits/sec +receiver");
  }

  @Test
  void localStreamsShareTheBandwidth() {
    assertThat(examples.run("IperfByProcesses", "4").stdout())
        .matches("clients .*\n +1 +\\d+ +\\d+\n +2 +\\d+ +\\d+\n +4 +\\d+ +\\d+\n");
  }

  @Test
  void pingsAreReported() {
    assertThat(examples.run("MixedReport").stdout().lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.matches("ping -c 1 .* 50 50 0 0 0 0 0 0 50"))
        .anyMatch(line -> line.matches("total .* 300 300 100 0 0 0 0 50 150"));
  }
}
