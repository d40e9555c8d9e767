package execo.g5k.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.Configuration;
import execo.g5k.G5kSettings;
import execo.g5k.api.ReferenceData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class KavlanNetworkTest {
  private static final ReferenceData DATA =
      ReferenceData.of(
          G5kSettings.of(Configuration.defaults()),
          JsonMapper.shared()
              .readTree(
                  """
                  {"items": {
                    "lyon": {"uid": "lyon", "kavlans": {
                      "4": {"network": "10.4.0.0/18", "gateway": "10.4.63.254"},
                      "11": {"network": "10.7.192.0/18"}}},
                    "nancy": {"uid": "nancy", "network_equipments": [
                      {"uid": "gw", "kind": "router", "linecards": []},
                      {"uid": "sgravillon2", "kind": "switch", "vlans": {
                        "vlan704": {"name": "kavlan-5", "addresses": ["10.16.127.254/18"]}}}]}}}
                  """),
          JsonMapper.shared().readTree("{\"items\": []}"));

  @Test
  void isThatOfTheSite() {
    KavlanNetwork kavlan = KavlanNetwork.of(DATA, "lyon", 4);
    assertThat(kavlan.network()).hasToString("10.4.0.0/18");
    assertThat(kavlan.network().mask()).isEqualTo("255.255.192.0");
    assertThat(kavlan.gateway()).isEqualTo("10.4.63.254");
    assertThat(KavlanNetwork.of(DATA, "lyon", 11).gateway()).isNull();
  }

  @Test
  void elseThatOfASwitch() {
    KavlanNetwork kavlan = KavlanNetwork.of(DATA, "nancy", 5);
    assertThat(kavlan.network()).hasToString("10.16.64.0/18");
    assertThat(kavlan.gateway()).isEqualTo("10.16.127.254");
  }

  @Test
  void saysWhichThereAre() {
    assertThatThrownBy(() -> KavlanNetwork.of(DATA, "lyon", 7))
        .hasMessage("no network of kavlan 7 at lyon; it has those of 4, 11");
    assertThatThrownBy(() -> KavlanNetwork.of(DATA, "lion", 7))
        .hasMessage("unknown site 'lion'; did you mean lyon?");
  }

  @ParameterizedTest
  @CsvSource({"4, 10.4.2.1, 10.4.63.253, 15686", "11, 10.7.216.1, 10.7.255.253, 10120"})
  void hasAddressesForVirtualMachines(int id, String first, String last, int count) {
    List<IpMac> all = KavlanNetwork.of(DATA, "lyon", id).ipMacs();
    assertThat(all).hasSize(count);
    assertThat(all.getFirst().ip()).isEqualTo(first);
    assertThat(all.getLast().ip()).isEqualTo(last);
    assertThat(all).extracting(IpMac::mac).doesNotHaveDuplicates();
    assertThat(all.getFirst().mac()).matches("00:20:4e(:[0-9a-f]{2}){3}");
  }

  @Test
  void listsAddresses() {
    assertThat(Ipv4Network.parse("192.168.1.77/30").addresses())
        .containsExactly("192.168.1.76", "192.168.1.77", "192.168.1.78", "192.168.1.79");
    assertThat(Ipv4Network.parse("255.255.255.255/32").addresses())
        .containsExactly("255.255.255.255");
    assertThat(Ipv4Network.parse("0.0.0.0/0").contains("1.2.3.4")).isTrue();
    assertThat(Ipv4Network.parse("10.4.0.0/18").contains("10.4.64.0")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.4.0.0", "10.4.0/18", "10.4.0.256/18", "a.b.c.d/18", "10.4.0.0/33", ""})
  void refusesOtherTexts(String text) {
    assertThatThrownBy(() -> Ipv4Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void insideThePortItselfIsUsed() {
    var settings = G5kSettings.of(Configuration.defaults());
    try (var way = AutoPortForwarder.open(settings, "lyon", "taurus-1.lyon", 80, true)) {
      assertThat(way.host()).isEqualTo("taurus-1.lyon");
      assertThat(way.port()).isEqualTo(80);
      assertThat(way.forwarded()).isFalse();
    }
  }
}
