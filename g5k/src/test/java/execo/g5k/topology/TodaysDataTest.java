package execo.g5k.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the data are like since 2025: routers named gw, channels, attributes that are missing. */
class TodaysDataTest {
  private static final JsonNetwork DATA =
      JsonNetwork.of(
          """
          {"sites": {
            "rennes": {
              "clusters": {"abacus22": {"nodes": [
                {"uid": "abacus22-1", "network_adapters": [
                  {"device": "eth0", "interface": "Ethernet", "management": false,
                   "mountable": true, "mounted": true, "rate": 25000000000, "switch": "sw-a"},
                  {"device": "ib0", "interface": "InfiniBand", "management": false,
                   "mountable": true, "mounted": true, "switch": "ib"},
                  {"device": "bmc", "interface": "Ethernet", "management": true,
                   "mountable": false, "mounted": false, "switch": "sw-a"}]},
                {"uid": "abacus22-2", "network_adapters": [
                  {"device": "eth1", "interface": "Ethernet", "mountable": true, "mounted": true,
                   "switch": "sw-b"}]},
                {"uid": "abacus22-3", "network_adapters": []},
                {"uid": "abacus22-4", "network_adapters": [
                  {"device": "eth0", "interface": "Ethernet", "mountable": true, "mounted": true,
                   "switch": "retired"}]}]}},
              "network_equipments": [
                {"uid": "gw", "kind": "router", "alias": ["gw-rennes", "router"], "linecards": [
                  {},
                  {"kind": "node", "rate": 100000000000, "ports": [
                    {}, {"kind": "channel", "uid": "po1"}, {"kind": "channel", "uid": "po1"},
                    {"kind": "channel", "uid": "po9"}]}],
                 "channels": {"po1": {"kind": "switch", "uid": "sw-a", "rate": 200000000000},
                              "po9": {"kind": "backbone", "uid": "renater-rennes",
                                      "rate": 100000000000}}},
                {"uid": "sw-a", "kind": "switch", "linecards": [{"ports": [
                    {"kind": "node", "uid": "abacus22-1", "rate": 25000000000},
                    {"kind": "channel", "uid": "uplink", "rate": 40000000000},
                    {"kind": "channel", "uid": "uplink", "rate": 40000000000},
                    {"kind": "switch", "uid": "sw-b", "rate": 10000000000}]}],
                 "channels": {"uplink": {"kind": "router", "uid": "gw-rennes"}}},
                {"uid": "sw-b", "kind": "switch", "linecards": [{"ports": [
                    {"kind": "switch", "uid": "sw-a", "rate": 10000000000},
                    {"kind": "node", "uid": "abacus22-2", "port": "eth1"}]}]},
                {"uid": "ib", "kind": "hpcswitch", "linecards": []}]},
            "louvain": {
              "clusters": {"spirou": {"nodes": [
                {"uid": "spirou-1", "network_adapters": [
                  {"device": "eth0", "interface": "Ethernet", "mountable": true, "mounted": true,
                   "rate": 1000000000, "switch": "gw"}]}]}},
              "network_equipments": [{"uid": "gw", "kind": "router", "linecards": [
                {"ports": [{"kind": "node", "uid": "spirou-1"}]}]}]}},
           "network_equipments": [
             {"uid": "renater-rennes", "kind": "virtual", "linecards": [{"rate": 10000000000,
              "ports": [{"kind": "router", "site_uid": "rennes", "uid": "gw-rennes"}]}]}]}
          """);

  @Test
  void whatIsMissingIsUnknownAndWhatIsApartStaysApart() {
    var topology = Topology.of(DATA, "grid5000");

    assertThat(topology.hosts())
        .extracting(Place::name)
        .containsExactly("abacus22-1", "abacus22-2", "abacus22-4", "spirou-1");
    assertThat(topology.components()).hasSize(3);
    assertThat(topology.router("rennes")).map(Place::backplane).contains(0L);
    assertThat(topology.router("louvain")).isNotEqualTo(topology.router("rennes"));
    assertThat(topology.find("ib.rennes")).isEmpty();
    assertThat(topology.place("abacus22-1").cores()).isZero();
    assertThat(topology.graph().degreeOf(topology.place("abacus22-4"))).isZero();
    assertThat(topology.version()).isEmpty();
  }

  @Test
  void channelsAndSwitchesBehindSwitchesLeadToTheRouter() {
    var topology = Topology.of(DATA, "rennes");
    var one = topology.place("abacus22-1");
    var two = topology.place("abacus22-2");

    assertThat(topology.path(two, topology.place("gw.rennes")))
        .extracting(Place::name)
        .containsExactly("abacus22-2", "sw-b.rennes", "sw-a.rennes", "gw.rennes/1", "gw.rennes");
    assertThat(topology.links(topology.place("sw-a.rennes"), topology.place("sw-b.rennes")))
        .hasSize(1);
    assertThat(topology.links(topology.place("sw-a.rennes"), topology.place("gw.rennes/1")))
        .singleElement()
        .extracting(Link::bandwidth)
        .isEqualTo(80_000_000_000L);
    assertThat(topology.bottleneck(one, two)).isEqualTo(OptionalLong.of(10_000_000_000L));
    assertThat(topology.backbone()).isEmpty();
    assertThat(topology.plus("backbone").backbone())
        .extracting(Place::name)
        .containsExactly("renater-rennes");
  }
}
