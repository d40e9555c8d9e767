package execo.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
  private final InetAddress loopback = InetAddress.getLoopbackAddress();

  @Test
  void defaultRange() {
    assertThat(PortRange.DEFAULT).isEqualTo(new PortRange(25500, 26700));
    assertThat(PortRange.DEFAULT.size()).isEqualTo(1200);
    for (int[] bad : new int[][] {{0, 5}, {5, 5}, {6, 5}, {1, 65537}}) {
      assertThatThrownBy(() -> new PortRange(bad[0], bad[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void portsComeInTurnAndWithinTheRange() {
    var ports = new Ports(PortRange.DEFAULT);
    int first = ports.next(loopback);
    int second = ports.next(loopback);
    assertThat(first).isBetween(25500, 26699);
    assertThat(second).isBetween(25500, 26699).isNotEqualTo(first);
  }

  @Test
  void aPortInUseIsPassedOver() throws IOException {
    try (var taken = new ServerSocket(0, 1, loopback)) {
      int port = taken.getLocalPort();
      var only = new Ports(new PortRange(port, port + 1));
      assertThatThrownBy(() -> only.next(loopback))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(Integer.toString(port));
      var more = new Ports(new PortRange(Math.min(port, 65526), Math.min(port, 65526) + 10), 0);
      for (int i = 0; i < 25; i++) {
        assertThat(more.next(loopback)).isNotEqualTo(port);
      }
    }
  }
}
