package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.oar.Subnets.Address;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetsTest {
  private static final String ADDRESSES =
      "10.158.0.1\t00:16:3e:9e:00:01\n10.158.0.2\t00:16:3e:9e:00:02\n";
  private static final String PARAMETERS =
      "10.158.0.0/22\t10.159.255.255\t255.252.0.0\t10.159.255.254\t10.156.0.0\tdns.nancy\t10.0.0.1\n";

  private static void isWhole(Subnets subnets) {
    assertThat(subnets.addresses())
        .containsExactly(
            new Address("10.158.0.1", "00:16:3e:9e:00:01"),
            new Address("10.158.0.2", "00:16:3e:9e:00:02"));
    assertThat(subnets.parameters())
        .isEqualTo(
            Map.of(
                "ip_prefix", "10.158.0.0/22",
                "broadcast", "10.159.255.255",
                "netmask", "255.252.0.0",
                "gateway", "10.159.255.254",
                "network", "10.156.0.0",
                "dns_hostname", "dns.nancy",
                "dns_ip", "10.0.0.1"));
  }

  @Test
  void bothOutputsAreRead() {
    isWhole(Subnets.read(ADDRESSES, PARAMETERS));
    isWhole(Subnets.read(ADDRESSES.replace("\n", "\r\n"), PARAMETERS.replace("\n", "\r\n")));
  }

  @Test
  void firstSubnetTellsTheParameters() {
    isWhole(Subnets.read(ADDRESSES, PARAMETERS + PARAMETERS.replace("158", "160")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\r\n", "10.158.0.0/22", "1\t2\t3\t4\t5\t6", "1\t2\t3\t4\t5\t6\t7\t8"})
  void otherLinesTellNothing(String text) {
    assertThat(Subnets.read(text, text).addresses()).isEmpty();
    assertThat(Subnets.read(text, text).parameters()).isEmpty();
  }

  @Test
  void emptyFieldsAreNotTold() {
    assertThat(Subnets.read("", "\tb\tm\tg\t\td\t\r\n").parameters())
        .isEqualTo(Map.of("broadcast", "b", "netmask", "m", "gateway", "g", "dns_hostname", "d"));
    assertThat(Subnets.read("", "\t\t\t\t\t\t\n").parameters()).isEmpty();
  }
}
