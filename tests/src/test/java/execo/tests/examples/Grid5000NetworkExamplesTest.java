package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import execo.tests.real.RealTools;
import org.junit.jupiter.api.Test;

/** What the examples measure on Grid'5000; they need iperf3, netcat, tcpdump and tcptrace. */
@RealTools
class Grid5000NetworkExamplesTest extends Grid5000Examples {
  @Test
  void bandwidthIsMeasuredBetweenClusters() {
    assertThat(examples().run("G5kIperf").stdout().split("bits/sec +receiver", -1)).hasSize(5);
  }

  @Test
  void transferIsTraced() {
    var nodes = deployJob("lyon", 2);
    var output = examples().run("G5kTcptrace", "5").stdout();
    assertThat(output).contains("25000000 bytes");
    assertThat(directory().resolve(nodes.getFirst() + ".tcptrace.out"))
        .content()
        .contains("1 TCP connection traced", "25000000");
  }
}
