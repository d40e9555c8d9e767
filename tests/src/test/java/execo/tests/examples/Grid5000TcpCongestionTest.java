package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import execo.results.Results;
import execo.tests.real.RealTools;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What the experiment on TCP measures on Grid'5000; it needs iperf3. */
@RealTools
class Grid5000TcpCongestionTest extends Grid5000Reservations {
  @Test
  void bandwidthIsMeasuredBetweenSites() throws IOException {
    run("TcpCongestion", "--g5k", "--time", "1", "--flows", "2", "--repeat", "1");
    try (var files = Files.find(directory(), 2, (file, _) -> file.endsWith("results.yaml"))) {
      var rows = Results.read(files.findFirst().orElseThrow());
      assertThat(rows.groupBy("num_flows", "tcp_congestion_control").list()).hasSize(4);
      assertThat(rows.summary("bw").min()).isPositive();
    }
  }
}
