package execo.tests.oar;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.G5kSettings;
import execo.g5k.api.G5kApi;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarSubmission;
import execo.g5k.oar.Subnets.Address;
import execo.testbed.grid5000.Grid5000Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job with a subnet for virtual machines. */
class StandinSubnetsTest {
  private static final Grid5000Testbed GRID = StandinOarSite.start();

  @AfterAll
  static void stop() {
    GRID.close();
  }

  /** The ways to OAR. */
  enum Way {
    FRONTENDS,
    API;

    Oar oar(G5kSettings settings) {
      return this == API
          ? Oar.throughApi(G5kApi.of(settings))
          : Oar.onFrontends(settings, null, null);
    }
  }

  @ParameterizedTest
  @EnumSource
  void subnetIsTold(Way way) {
    Oar oar = way.oar(StandinAccount.settings(GRID, GRID.user()));
    var wanted = OarSubmission.of("slash_22=1", "nodes=1").withWalltime("0:10:00");
    try (var reservation = oar.reserve(wanted.at("lyon"))) {
      var subnets = oar.subnets(reservation.job(), OarContract.LONG);
      assertThat(subnets.addresses()).hasSize(1022).doesNotHaveDuplicates();
      assertThat(subnets.addresses()).extracting(Address::ip).allMatch(ip -> ip.startsWith("10."));
      assertThat(subnets.addresses())
          .extracting(Address::mac)
          .doesNotHaveDuplicates()
          .allMatch(mac -> mac.matches("00:16:3e(:[0-9a-f]{2}){3}"));
      assertThat(subnets.parameters())
          .containsOnlyKeys(
              "ip_prefix", "broadcast", "netmask", "gateway", "network", "dns_hostname", "dns_ip")
          .hasEntrySatisfying("ip_prefix", prefix -> assertThat(prefix).endsWith("/22"));
    }
    var without = oar.oarsub(OarSubmission.of("nodes=1").withWalltime("0:10:00").at("lyon")).jobs();
    assertThat(oar.subnets(without.getFirst(), OarContract.LONG).addresses()).isEmpty();
    assertThat(oar.oardel(without)).allMatch(deletion -> deletion.ok());
  }
}
