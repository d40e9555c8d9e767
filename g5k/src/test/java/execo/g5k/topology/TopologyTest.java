package execo.g5k.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.g5k.topology.Place.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyTest {
  private static final JsonNetwork DATA = JsonNetwork.of2020();

  private static List<String> path(Topology topology, String from, String to) {
    return topology.path(topology.place(from), topology.place(to)).stream()
        .map(Place::name)
        .toList();
  }

  @Test
  void fourSitesAreOneNetwork() {
    var topology = Topology.of(DATA, "grid5000");

    assertThat(topology.hosts()).hasSize(375);
    assertThat(topology.sites()).containsExactly("grenoble", "lyon", "nancy", "rennes");
    assertThat(topology.clusters()).hasSize(12);
    assertThat(topology.components()).hasSize(1);
    assertThat(topology.graph().vertexSet())
        .filteredOn(place -> place.kind() == Kind.ROUTER)
        .extracting(Place::name)
        .containsExactlyInAnyOrder("gw.grenoble", "gw.lyon", "gw.nancy", "gw.rennes");
    assertThat(topology.backbone())
        .extracting(Place::name)
        .containsExactly(
            "renater-grenoble",
            "renater-lyon",
            "renater-nancy",
            "renater-nantes",
            "renater-paris",
            "renater-rennes");
    assertThat(topology.version()).hasSize(40);
  }

  @Test
  void hostsOfTwoSitesMeetInTheBackbone() {
    var topology = Topology.of(DATA, "lyon", "nancy");

    assertThat(path(topology, "taurus-1.lyon.grid5000.fr", "gros-1"))
        .containsExactly(
            "taurus-1",
            "force10.lyon",
            "gw.lyon/1",
            "gw.lyon",
            "renater-lyon",
            "renater-paris",
            "renater-nancy",
            "gw.nancy",
            "gw.nancy/7",
            "sgros1.nancy",
            "gros-1");
    assertThat(topology.bottleneck(topology.place("taurus-1"), topology.place("gros-1")))
        .hasValue(10_000_000_000L);
    assertThat(topology.bottleneck(topology.place("gros-1"), topology.place("gros-2")))
        .hasValue(25_000_000_000L);
    assertThat(topology.links(topology.place("renater-lyon"), topology.place("renater-paris")))
        .singleElement()
        .satisfies(link -> {
          assertThat(link.latency()).hasValue(0.00225);
          assertThat(link.bandwidth()).isEqualTo(10_000_000_000L);
        });
  }

  @Test
  void hostsHaveAllTheirLinks() {
    var topology = Topology.of(DATA, "paravance-1");
    var host = topology.place("paravance-1");

    assertThat(topology.graph().edgesOf(host))
        .extracting(Link::key)
        .containsExactlyInAnyOrder(
            "paravance-sw-1.rennes_paravance-1_eth0", "paravance-sw-1.rennes_paravance-1_eth1");
    assertThat(topology.graph().edgesOf(host)).filteredOn(Link::active).hasSize(1);
    assertThat(topology.adapters(host)).extracting(Adapter::device).contains("eth0", "eth1");
    assertThat(host.cores()).isEqualTo(16);
    assertThat(host.coreFlops()).isPositive();
    assertThat(topology.backbone()).isEmpty();
  }

  @Test
  void aggregatesAreOneLinkOfTheirWholeRate() {
    var topology = Topology.of(DATA, "paravance", "gros");

    assertThat(
            topology.links(topology.place("paravance-sw-2.rennes"), topology.place("gw.rennes/1")))
        .singleElement()
        .extracting(Link::bandwidth)
        .isEqualTo(80_000_000_000L);
    assertThat(topology.links(topology.place("sgros1.nancy"), topology.place("gw.nancy/7")))
        .singleElement()
        .extracting(Link::bandwidth)
        .isEqualTo(80_000_000_000L);
  }

  @Test
  void linesAndEquipmentAreAskedFor() {
    var topology = Topology.of(DATA, "lyon", "rennes");

    assertThat(topology.hosts("taurus")).hasSize(14);
    assertThat(topology.hosts("lyon")).hasSize(39);
    assertThat(topology.hostsOf(topology.place("force10.lyon"))).contains(topology.place("nova-1"));
    assertThat(topology.neighbours(topology.place("gemini-1")))
        .containsExactly(topology.place("gemini-2"));
    assertThat(topology.router("lyon")).contains(topology.place("gw.lyon"));
    assertThat(topology.router("nancy")).isEmpty();
    assertThat(topology.equipment())
        .extracting(Place::name)
        .contains("force10.lyon", "gw.lyon", "bigdata-sw.rennes", "c6509.rennes");
    assertThat(topology.find("force10.lyon")).map(Place::shortName).contains("force10");
  }

  @Test
  void thingsCanBeAddedAndTakenAway() {
    var taurus = Topology.of(DATA, "taurus-1");
    assertThat(taurus.graph().vertexSet())
        .extracting(Place::name)
        .containsExactlyInAnyOrder("taurus-1", "force10.lyon", "gw.lyon", "gw.lyon/1");

    var more = taurus.plus("gros-1", "salome.lyon");
    assertThat(more.hosts()).hasSize(2);
    assertThat(more.backbone()).isNotEmpty();
    assertThat(more.equipment()).contains(more.place("salome.lyon"));
    assertThat(taurus.hosts()).hasSize(1);

    assertThat(more.minus("nancy").backbone()).isEmpty();
    assertThat(more.minus("nancy", "salome").equipment())
        .extracting(Place::name)
        .containsExactly("force10.lyon", "gw.lyon");
    assertThat(more.minus("gros").hosts()).extracting(Place::name).containsExactly("taurus-1");
    var apart = more.minus("backbone");
    assertThat(apart.components()).hasSize(2);
    assertThat(apart.path(apart.place("taurus-1"), apart.place("gros-1"))).isEmpty();
    assertThat(apart.bottleneck(apart.place("taurus-1"), apart.place("gros-1"))).isEmpty();
    assertThat(more.minus("force10.lyon").components()).hasSize(2);
    assertThat(more.minus("taurus-1", "gros-1", "salome.lyon").graph().vertexSet()).isEmpty();
    assertThat(taurus.plus("backbone").backbone())
        .extracting(Place::name)
        .containsExactly("renater-lyon");
  }

  @Test
  void hostsPassNothingOn() {
    var data =
        JsonNetwork.of(
            """
            {"sites": {"lyon": {
              "clusters": {"nova": {"nodes": [
                {"uid": "nova-1", "network_adapters": [
                  {"device": "eth0", "interface": "Ethernet", "mountable": true, "mounted": true,
                   "switch": "one"}]},
                {"uid": "nova-2", "network_adapters": [
                  {"device": "eth0", "interface": "Ethernet", "mountable": true, "mounted": true,
                   "switch": "two"}]},
                {"uid": "nova-3", "network_adapters": [
                  {"device": "eth0", "interface": "Ethernet", "mountable": true, "mounted": true,
                   "switch": "one"},
                  {"device": "eth1", "interface": "Ethernet", "mountable": true, "mounted": true,
                   "switch": "two"}]}]}},
              "network_equipments": [
                {"uid": "one", "kind": "switch", "linecards": [{"rate": 25000000000, "ports": [
                  {"kind": "node", "uid": "nova-1"}, {"kind": "node", "uid": "nova-3"},
                  {"kind": "router", "uid": "gw", "rate": 1000000000}]}]},
                {"uid": "two", "kind": "switch", "linecards": [{"rate": 25000000000, "ports": [
                  {"kind": "node", "uid": "nova-2"},
                  {"kind": "node", "uid": "nova-3", "port": "eth1"},
                  {"kind": "switch", "uid": "middle"}]}]},
                {"uid": "middle", "kind": "switch", "linecards": [{"ports": [
                  {"kind": "router", "uid": "gw", "rate": 1000000000}]}]},
                {"uid": "gw", "kind": "router", "linecards": [{"rate": 1000000000, "ports": [
                  {"kind": "switch", "uid": "one"}, {"kind": "switch", "uid": "middle"}]}]}]}},
             "network_equipments": []}
            """);
    var topology = Topology.of(data, "nova");

    assertThat(path(topology, "nova-1", "nova-2"))
        .containsExactly("nova-1", "one.lyon", "gw.lyon/0", "middle.lyon", "two.lyon", "nova-2");
    assertThat(topology.bottleneck(topology.place("nova-1"), topology.place("nova-2")))
        .hasValue(1_000_000_000L);
    assertThat(path(topology, "nova-3", "nova-2")).containsExactly("nova-3", "two.lyon", "nova-2");
  }

  @Test
  void unknownNamesAreErrors() {
    assertThatThrownBy(() -> Topology.of(DATA, "paris"))
        .hasMessageContaining("'paris'")
        .hasMessageContaining("lyon");
    assertThatThrownBy(() -> Topology.of(DATA, "lyon").plus("gw"))
        .hasMessageContaining("gw.lyon")
        .hasMessageContaining("gw.nancy");
    assertThatThrownBy(() -> Topology.of(DATA, "lyon").place("gros-1"))
        .hasMessageContaining("gros-1");
  }
}
