package execo.g5k.topology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A piece of network equipment as its attributes tell it. */
final class Equipment {
  /** A socket for a cable: its line card, what is plugged in, and how fast it is. */
  record Port(int linecard, String kind, String uid, String port, long rate, JsonNode attributes) {}

  /** An aggregate of ports: what is at its other end and its line cards. */
  record Channel(String kind, String uid, long rate, Set<Integer> linecards) {}

  final String uid;
  final String kind;
  final long backplane;
  final Set<String> names = new HashSet<>();
  final List<Port> ports = new ArrayList<>();
  final Map<String, Channel> channels = new LinkedHashMap<>();
  final Map<Integer, Long> linecardBackplanes = new LinkedHashMap<>();

  Equipment(JsonNode item) {
    uid = item.path("uid").asString("");
    kind = item.path("kind").asString("");
    backplane = item.path("backplane_bps").asLong(0);
    names.add(uid);
    item.path("alias").forEach(alias -> names.add(alias.asString("")));
    var memberRates = new LinkedHashMap<String, Long>();
    var memberCards = new LinkedHashMap<String, Set<Integer>>();
    int number = -1;
    for (var card : item.path("linecards")) {
      number++;
      for (var port : card.path("ports")) {
        if (port.path("uid").asString("").isEmpty()) {
          continue;
        }
        var read = port(number, card, port);
        linecardBackplanes.put(number, card.path("backplane_bps").asLong(backplane));
        if (read.kind().equals("channel")) {
          memberRates.merge(read.uid(), read.rate(), Long::sum);
          memberCards.computeIfAbsent(read.uid(), _ -> new HashSet<>()).add(number);
        } else {
          ports.add(read);
        }
      }
    }
    for (var entry : item.path("channels").properties()) {
      var channel = entry.getValue();
      channels.put(
          entry.getKey(),
          new Channel(
              channel.path("kind").asString(""),
              channel.path("uid").asString(""),
              least(channel.path("rate").asLong(0), memberRates.getOrDefault(entry.getKey(), 0L)),
              memberCards.getOrDefault(entry.getKey(), Set.of())));
    }
  }

  private static Port port(int number, JsonNode card, JsonNode port) {
    return new Port(
        number,
        port.path("kind").asString(card.path("kind").asString("")),
        port.path("uid").asString(""),
        port.path("port").asString(card.path("port").asString("")),
        port.path("rate").asLong(card.path("rate").asLong(0)),
        port);
  }

  /** The lesser of two rates that may be unknown. */
  static long least(long one, long other) {
    return one == 0 ? other : other == 0 ? one : Math.min(one, other);
  }

  boolean isRouter() {
    return kind.equals("router");
  }

  /** Whether it carries Ethernet, as far as it says. */
  boolean isEthernet() {
    return !kind.equals("hpcswitch");
  }

  /** The port to which a device of a host is plugged; a port that names none means eth0. */
  @Nullable Port portOf(String host, String device) {
    Port unnamed = null;
    for (var port : ports) {
      if (port.uid().equals(host)) {
        if (port.port().equals(device)) {
          return port;
        }
        if (port.port().isEmpty() && device.equals("eth0")) {
          unnamed = port;
        }
      }
    }
    return unnamed;
  }

  /** The line card of a channel, if it has ports on one only. */
  static OptionalInt linecard(Channel channel) {
    return channel.linecards().size() == 1
        ? OptionalInt.of(channel.linecards().iterator().next())
        : OptionalInt.empty();
  }
}
