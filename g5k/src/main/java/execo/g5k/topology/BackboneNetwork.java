package execo.g5k.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The equipment between the sites, and which sites are attached to what. */
final class BackboneNetwork {
  /** The latency of a link that tells none, in seconds. */
  static final double USUAL_LATENCY = 0.00225;

  record Line(String from, String to, long rate, double latency) {}

  record Uplink(String site, String uid, long rate) {}

  final List<Line> lines = new ArrayList<>();
  private final Map<String, Set<String>> next = new LinkedHashMap<>();
  private final Map<String, Uplink> uplinks = new LinkedHashMap<>();

  BackboneNetwork(NetworkData data) {
    var all = new LinkedHashMap<String, Equipment>();
    data.backbone().forEach((uid, item) -> all.put(uid, new Equipment(item)));
    all.keySet().forEach(uid -> next.put(uid, new LinkedHashSet<>()));
    var known = new HashMap<String, Line>();
    for (var one : all.values()) {
      for (var port : one.ports) {
        var site = port.attributes().path("site_uid").asString("");
        if (!site.isEmpty()) {
          uplink(new Uplink(site, one.uid, port.rate()));
        } else if (port.uid().startsWith("gw-")) {
          uplink(new Uplink(port.uid().substring(3), one.uid, port.rate()));
        } else if (all.containsKey(port.uid()) && !port.uid().equals(one.uid)) {
          line(known, one.uid, port);
        }
      }
    }
    lines.addAll(known.values());
    for (var site : data.sites()) {
      data.equipment(site).values().stream()
          .map(Equipment::new)
          .filter(Equipment::isRouter)
          .forEach(router -> uplinksOf(site, router));
    }
  }

  private void line(Map<String, Line> known, String from, Equipment.Port port) {
    double latency = port.attributes().path("latency").asDouble(USUAL_LATENCY);
    var one = from.compareTo(port.uid()) < 0 ? from : port.uid();
    var other = one.equals(from) ? port.uid() : from;
    next.computeIfAbsent(one, _ -> new LinkedHashSet<>()).add(other);
    next.computeIfAbsent(other, _ -> new LinkedHashSet<>()).add(one);
    known.merge(
        one + " " + other,
        new Line(one, other, port.rate(), latency),
        (before, now) ->
            new Line(one, other, Equipment.least(before.rate(), now.rate()), before.latency()));
  }

  private void uplinksOf(String site, Equipment router) {
    for (var port : router.ports) {
      if (next.containsKey(port.uid())) {
        uplink(new Uplink(site, port.uid(), port.rate()));
      }
    }
    for (var channel : router.channels.values()) {
      if (next.containsKey(channel.uid())) {
        uplink(new Uplink(site, channel.uid(), channel.rate()));
      }
    }
  }

  private void uplink(Uplink uplink) {
    uplinks.merge(
        uplink.site() + " " + uplink.uid(),
        uplink,
        (before, now) ->
            new Uplink(uplink.site(), uplink.uid(), Equipment.least(before.rate(), now.rate())));
  }

  /** Where sites are attached. */
  List<Uplink> uplinks(Collection<String> sites) {
    return uplinks.values().stream().filter(uplink -> sites.contains(uplink.site())).toList();
  }

  /** What lies on shortest ways between these, and these. */
  Set<String> between(Collection<String> ends) {
    var all = new LinkedHashSet<>(ends);
    for (var from : ends) {
      var cameFrom = ways(from);
      for (var to : ends) {
        for (String step = cameFrom.get(to); step != null; step = cameFrom.get(step)) {
          all.add(step);
        }
      }
    }
    return all;
  }

  /** From which neighbour each of the others is reached from one. */
  private Map<String, String> ways(String from) {
    var cameFrom = new HashMap<String, String>();
    var queue = new ArrayDeque<String>(List.of(from));
    while (!queue.isEmpty()) {
      var at = queue.remove();
      for (var to : next.getOrDefault(at, Set.of())) {
        if (!to.equals(from) && cameFrom.putIfAbsent(to, at) == null) {
          queue.add(to);
        }
      }
    }
    return cameFrom;
  }
}
