package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.Host;
import execo.results.Results;
import execo.tests.real.NetnsHosts;
import execo.tests.real.RealNetns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short version of the experiment with real iperf3, between two network namespaces. */
@RealNetns
class TcpCongestionRealTest {
  private static final List<String> OPTIONS =
      List.of("--netns", "50mbit,2", "--time", "1", "--flows", "2", "--repeat", "1");

  @TempDir private Path directory;

  @Test
  void bandwidthIsMeasuredWithinTheRate() throws Exception {
    var hosts = new NetnsHosts();
    var examples = new ExampleRunner(directory, "execo:\n  color: never\n");
    try {
      try (var stopped = examples.process("TcpCongestion", OPTIONS).start()) {
        assertThat(stopped.expect("1 of 4 done", "60s")).as(stopped.dump()).isPresent();
        stopped.kill().await();
        assertThat(stopped.exitCode()).as(stopped.dump()).isEqualTo(143);
      }
      hosts.hosts().subList(0, 2).forEach(host -> assertUnlimited(hosts, host));
      assertThat(Results.read(results().resolve("results.yaml")).size()).isBetween(1, 3);
      var rest = new ArrayList<>(OPTIONS);
      rest.addAll(List.of("-c", results().toString()));
      var continued = examples.run("TcpCongestion", rest);
      assertThat(continued.stderr()).contains("4 of 4 done").doesNotContain(" 1 of 4 done");
      hosts.hosts().subList(0, 2).forEach(host -> assertUnlimited(hosts, host));
    } finally {
      hosts.heal(hosts.hosts().get(0));
      hosts.heal(hosts.hosts().get(1));
    }
    var rows = Results.read(results().resolve("results.yaml"));
    assertThat(rows.size()).as("none is measured twice").isEqualTo(4);
    assertThat(rows.groupBy("num_flows", "tcp_congestion_control").list())
        .extracting(group -> group.key().toString())
        .containsExactly(
            "{\"num_flows\":1,\"tcp_congestion_control\":\"cubic\"}",
            "{\"num_flows\":1,\"tcp_congestion_control\":\"reno\"}",
            "{\"num_flows\":2,\"tcp_congestion_control\":\"cubic\"}",
            "{\"num_flows\":2,\"tcp_congestion_control\":\"reno\"}");
    assertThat(rows.summary("bw").max()).isBetween(1e6, 60e6);
    examples.run("TcpCongestionPlot", results() + "/results.yaml", "figure.svg");
    assertThat(directory.resolve("figure.svg")).content().contains(">cubic<", ">reno<");
  }

  /** Its card is as fast as it can be again. */
  private static void assertUnlimited(NetnsHosts hosts, Host host) {
    hosts.exec(host, "sh", "-c", "! tc qdisc show dev eth0 | grep -q tbf");
  }

  /** The result directory. */
  private Path results() throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> Files.exists(file.resolve("results.yaml")))
          .findFirst()
          .orElseThrow();
    }
  }
}
