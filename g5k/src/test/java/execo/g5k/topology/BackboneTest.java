package execo.g5k.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BackboneTest {
  private static final long GIGABITS = 1_000_000_000L;

  private static String site(String name, String router) {
    return """
    "%1$s": {
      "clusters": {"c%1$s": {"nodes": [{"uid": "c%1$s-1", "network_adapters": [
        {"device": "eth0", "interface": "Ethernet", "mountable": true, "mounted": true,
         "rate": 100000000000, "switch": "gw"}]}]}},
      "network_equipments": [{"uid": "gw", "kind": "router", %2$s}]}
    """
        .formatted(name, router);
  }

  /** Lyon and Nancy, by Paris or the longer way by Nantes and Rennes. */
  private static final JsonNetwork DATA =
      JsonNetwork.of(
          """
          {"sites": {%s, %s}, "network_equipments": [
             {"uid": "renater-lyon", "linecards": [{"rate": 10000000000, "ports": [
               {"uid": "renater-paris"}, {"uid": "renater-nantes"},
               {"kind": "router", "uid": "gw-lyon", "site_uid": "lyon"},
               {"kind": "router", "uid": "gw-lyon", "site_uid": "lyon"}]}]},
             {"uid": "renater-paris", "linecards": [{"rate": 10000000000, "ports": [
               {"uid": "renater-lyon"}, {"uid": "renater-nancy", "rate": 40000000000},
               {"uid": "renater-nancy", "rate": 100000000000}]}]},
             {"uid": "renater-nantes", "linecards": [{"rate": 10000000000, "ports": [
               {"uid": "renater-lyon"}, {"uid": "renater-rennes"}]}]},
             {"uid": "renater-rennes", "linecards": [{"rate": 10000000000, "ports": [
               {"uid": "renater-nantes"}, {"kind": "channel", "uid": "po1"},
               {"kind": "channel", "uid": "po1"}]}],
              "channels": {"po1": {"uid": "renater-nancy"}}},
             {"uid": "renater-nancy", "linecards": [{"rate": 40000000000, "ports": [
               {"uid": "renater-paris"}]}]}]}
          """
              .formatted(
                  site(
                      "lyon",
                      """
                      "linecards": [{"rate": 10000000000, "ports": [
                        {"kind": "node", "uid": "clyon-1"}, {"uid": "renater-lyon"},
                        {"uid": "renater-lyon", "rate": 1000000000}]}]
                      """),
                  site(
                      "nancy",
                      """
                      "linecards": [{"rate": 10000000000, "ports": [
                        {"kind": "node", "uid": "cnancy-1"},
                        {"kind": "channel", "uid": "po2"}, {"kind": "channel", "uid": "po2"}]}],
                      "channels": {"po2": {"kind": "backbone", "uid": "renater-nancy"}}
                      """)));

  private static List<String> path(Topology topology) {
    return topology.path(topology.place("renater-lyon"), topology.place("renater-nancy")).stream()
        .map(Place::name)
        .toList();
  }

  private static List<Long> rates(Topology topology, String one, String other) {
    return topology.links(topology.place(one), topology.place(other)).stream()
        .map(link -> link.bandwidth() / GIGABITS)
        .toList();
  }

  @Test
  void whatIsLeftOutIsPassedBy() {
    var topology = Topology.of(DATA, "lyon", "nancy");

    assertThat(path(topology)).containsExactly("renater-lyon", "renater-paris", "renater-nancy");
    var longer = topology.minus("renater-paris");
    assertThat(path(longer))
        .containsExactly("renater-lyon", "renater-nantes", "renater-rennes", "renater-nancy");
    assertThat(path(longer.minus("renater-rennes"))).isEmpty();
    assertThat(path(longer.plus("renater-paris"))).hasSize(3);
  }

  @Test
  void parallelLinksAreEachALinkAsWithinASite() {
    var topology = Topology.of(DATA, "lyon", "nancy");

    assertThat(rates(topology, "renater-paris", "renater-nancy")).containsExactly(40L, 100L);
    assertThat(rates(topology, "gw.lyon", "renater-lyon")).containsExactly(10L, 1L);
    assertThat(topology.links(topology.place("gw.lyon"), topology.place("renater-lyon")))
        .extracting(Link::key)
        .containsExactly("gw.lyon_renater-lyon", "gw.lyon_renater-lyon_2");
    assertThat(topology.bottleneck(topology.place("gw.lyon"), topology.place("renater-paris")))
        .hasValue(10 * GIGABITS);
  }

  @Test
  void aggregatesAreOneLinkOfTheSum() {
    var topology = Topology.of(DATA, "lyon", "nancy").minus("renater-paris");

    assertThat(rates(topology, "renater-rennes", "renater-nancy")).containsExactly(20L);
    assertThat(rates(topology, "gw.nancy", "renater-nancy")).containsExactly(20L);
  }
}
