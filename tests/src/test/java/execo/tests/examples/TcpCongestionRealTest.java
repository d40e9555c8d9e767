package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import execo.results.Results;
import execo.tests.real.NetnsHosts;
import execo.tests.real.RealNetns;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short version of the experiment with real iperf3, between two network namespaces. */
@RealNetns
class TcpCongestionRealTest {
  @TempDir private Path directory;

  @Test
  void bandwidthIsMeasuredWithinTheRate() throws Exception {
    var hosts = new NetnsHosts();
    try {
      var examples = new ExampleRunner(directory, "execo:\n  color: never\n");
      examples.run(
          "TcpCongestion", "--netns", "50mbit,2", "--time", "1", "--flows", "2", "--repeat", "1");
    } finally {
      hosts.heal(hosts.hosts().get(0));
      hosts.heal(hosts.hosts().get(1));
    }
    Path results;
    try (var files = Files.find(directory, 2, (file, _) -> file.endsWith("results.yaml"))) {
      results = files.findFirst().orElseThrow();
    }
    var rows = Results.read(results);
    assertThat(rows.groupBy("num_flows", "tcp_congestion_control").list())
        .extracting(group -> group.key().toString())
        .containsExactly(
            "{\"num_flows\":1,\"tcp_congestion_control\":\"cubic\"}",
            "{\"num_flows\":1,\"tcp_congestion_control\":\"reno\"}",
            "{\"num_flows\":2,\"tcp_congestion_control\":\"cubic\"}",
            "{\"num_flows\":2,\"tcp_congestion_control\":\"reno\"}");
    assertThat(rows.summary("bw").max()).isBetween(1e6, 60e6);
  }
}
