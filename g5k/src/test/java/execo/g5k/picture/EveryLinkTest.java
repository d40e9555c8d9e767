package execo.g5k.picture;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.topology.JsonNetwork;
import execo.g5k.topology.Link;
import execo.g5k.topology.Place.Kind;
import execo.g5k.topology.Topology;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** No link of a network is missing from its picture: it is drawn with its rate, or told of. */
class EveryLinkTest {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** Networks without any order, where each link has a rate of its own. */
  private static final class RandomNetwork {
    private final Random random;
    private final int sites;
    private int rates;

    RandomNetwork(Random random, int sites) {
      this.random = random;
      this.sites = sites;
    }

    private long rate() {
      return ++rates * 1_000_000_000L;
    }

    private String port(String kind, String uid) {
      return "{\"kind\":\"%s\",\"uid\":\"%s\",\"rate\":%d}".formatted(kind, uid, rate());
    }

    Topology topology() {
      var all = new ArrayList<String>();
      for (int i = 0; i < sites; i++) {
        all.add("\"s%d\":%s".formatted(i, site(i)));
      }
      var backbone = new ArrayList<String>();
      for (int i = 0; i < sites; i++) {
        var ports = new ArrayList<String>();
        for (int j = 0; j < i; j++) {
          for (int links = random.nextInt(6) - 3; links > 0; links--) {
            ports.add(port("backbone", "b" + j));
          }
        }
        for (int site = 0; site < sites; site++) {
          int links = site == i ? 1 + random.nextInt(2) : random.nextInt(6) - 3;
          for (; links > 0; links--) {
            ports.add(port("router", "gw-s" + site));
          }
        }
        backbone.add(equipment("b" + i, "virtual", List.of(ports)));
      }
      return Topology.of(
          JsonNetwork.of(
              "{\"sites\":{%s},\"network_equipments\":[%s]}"
                  .formatted(String.join(",", all), String.join(",", backbone))),
          "grid5000");
    }

    private static String equipment(String uid, String kind, List<List<String>> cards) {
      return "{\"uid\":\"%s\",\"kind\":\"%s\",\"linecards\":[%s]}"
          .formatted(
              uid,
              kind,
              String.join(
                  ",",
                  cards.stream()
                      .map(ports -> "{\"ports\":[" + String.join(",", ports) + "]}")
                      .toList()));
    }

    private String site(int site) {
      int switches = random.nextInt(6);
      var equipment = new ArrayList<String>();
      var uids = new ArrayList<>(List.of("gw"));
      for (int i = 0; i < switches; i++) {
        var uid = "sw" + i;
        var ports = new ArrayList<String>();
        for (var other : uids) {
          for (int links = random.nextInt(6) - 2; links > 0; links--) {
            ports.add(port("switch", other));
          }
        }
        equipment.add(equipment(uid, "switch", List.of(ports)));
        uids.add(uid);
      }
      var cards = new ArrayList<List<String>>();
      for (int card = 0; card < 3; card++) {
        cards.add(
            switches > 0 && random.nextBoolean()
                ? List.of(port("switch", uids.get(random.nextInt(uids.size()))))
                : List.of());
      }
      if (random.nextBoolean()) {
        equipment.add(equipment("second", "router", cards));
      }
      equipment.add(equipment("gw", "router", List.of(List.of())));
      var hosts = new ArrayList<String>();
      for (int i = 0; i < 1 + random.nextInt(8); i++) {
        hosts.add(host("h%d-%d".formatted(site, i), uids));
      }
      return "{\"clusters\":{\"h%d\":{\"nodes\":[%s]}},\"network_equipments\":[%s]}"
          .formatted(site, String.join(",", hosts), String.join(",", equipment));
    }

    private String host(String uid, List<String> equipment) {
      var adapters = new ArrayList<String>();
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        adapters.add(
            """
            {"device":"eth%d","interface":"Ethernet","mountable":true,"mounted":%s,"rate":%d,
             "switch":"%s"}
            """
                .formatted(
                    i,
                    random.nextBoolean(),
                    rate(),
                    equipment.get(random.nextInt(equipment.size()))));
      }
      return "{\"uid\":\"%s\",\"network_adapters\":[%s]}"
          .formatted(uid, String.join(",", adapters));
    }
  }

  private static boolean isInside(Link link) {
    return EnumSet.of(link.from().kind(), link.to().kind())
        .equals(EnumSet.of(Kind.LINECARD, Kind.ROUTER));
  }

  /** The rates that the picture tells. */
  private static Set<Long> told(Picture picture) {
    var rates = new HashSet<Long>();
    for (var shape : picture.shapes()) {
      if (shape instanceof Shape.Text text && text.text().contains("Gb/s")) {
        var number = NUMBER.matcher(text.text().replaceFirst("also to [^:]*:", ""));
        while (number.find()) {
          rates.add(Long.parseLong(number.group()) * 1_000_000_000L);
        }
      }
    }
    return rates;
  }

  @Property(tries = 300)
  void everyLinkIsDrawnOrToldOf(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int sites) {
    var topology = new RandomNetwork(new Random(seed), sites).topology();
    for (var detail : HostBox.Detail.values()) {
      var picture = TopologyPicture.of(topology, detail);
      var told = told(picture);
      for (var link : topology.graph().edgeSet()) {
        // A line card of a router is drawn as a part of it.
        if (!isInside(link)) {
          assertThat(told).as("%s, %s", link.key(), detail).contains(link.bandwidth());
        }
      }
      PicturesTest.isReadable(picture);
    }
  }

  @Test
  void linksOfSeveralRatesAreToldApart() {
    var topology =
        Topology.of(
            JsonNetwork.of(
                """
                {"sites": {"s": {
                  "clusters": {"h": {"nodes": [{"uid": "h-1", "network_adapters": [
                    {"device": "eth0", "interface": "Ethernet", "mountable": true, "mounted": true,
                     "switch": "sw"}]}]}},
                  "network_equipments": [
                    {"uid": "gw", "kind": "router", "linecards": [{"ports": [
                      {"kind": "switch", "uid": "sw", "rate": 10000000000},
                      {"kind": "switch", "uid": "sw", "rate": 40000000000}]}, {"ports": [
                      {"kind": "switch", "uid": "sw", "rate": 10000000000},
                      {"kind": "switch", "uid": "sw"}]}]},
                    {"uid": "sw", "kind": "switch", "linecards": []}]}}}
                """),
            "s");

    var svg = Pictures.drawTopology(topology).svg();

    assertThat(svg).contains(">40 + 2 \u00d7 10 + ? Gb/s<", ">0<", ">1<", ">? Gb/s each<");
  }
}
