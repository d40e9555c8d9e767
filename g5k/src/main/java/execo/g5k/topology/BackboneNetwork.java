package execo.g5k.topology;

import java.util.ArrayDeque;
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

  /** How the backbone names the router of a site. */
  private static final String ROUTER = "gw-";

  record Line(String from, String to, long rate, double latency) {}

  record Uplink(String site, String uid, long rate) {}

  final List<Line> lines;
  private final List<Uplink> uplinks;
  private final Map<String, Set<String>> next = new LinkedHashMap<>();
  private final Told<Line> toldLines = new Told<>();
  private final Told<Uplink> toldUplinks = new Told<>();

  BackboneNetwork(NetworkData data) {
    data.backbone().keySet().forEach(uid -> next.put(uid, new LinkedHashSet<>()));
    for (var item : data.backbone().values()) {
      var one = new Equipment(item);
      for (var port : one.ports) {
        double latency = port.attributes().path("latency").asDouble(USUAL_LATENCY);
        var site = port.attributes().path("site_uid").asString("");
        tell(one.uid, port.uid(), site, port.rate(), latency);
      }
      for (var channel : one.channels.values()) {
        tell(one.uid, channel.uid(), "", channel.rate(), USUAL_LATENCY);
      }
    }
    for (var site : data.sites()) {
      data.equipment(site).values().stream()
          .map(Equipment::new)
          .filter(Equipment::isRouter)
          .forEach(router -> uplinksOf(site, router));
    }
    lines =
        toldLines.links((near, far) ->
            new Line(near.from, near.to, Equipment.least(near.rate, far.rate), near.latency));
    uplinks =
        toldUplinks.links(
            (near, far) -> new Uplink(near.site, near.uid, Equipment.least(near.rate, far.rate)));
    for (var line : lines) {
      neighbours(line.from).add(line.to);
      neighbours(line.to).add(line.from);
    }
  }

  private Set<String> neighbours(String uid) {
    return next.getOrDefault(uid, Set.of());
  }

  /** What a piece of backbone tells of one of its links, by the names of the other end. */
  private void tell(String from, String to, String site, long rate, double latency) {
    if (!site.isEmpty()) {
      toldUplinks.add(from, site, new Uplink(site, from, rate));
    } else if (to.startsWith(ROUTER)) {
      var attached = to.substring(ROUTER.length());
      toldUplinks.add(from, attached, new Uplink(attached, from, rate));
    } else if (next.containsKey(to) && !to.equals(from)) {
      boolean first = from.compareTo(to) < 0;
      toldLines.add(from, to, new Line(first ? from : to, first ? to : from, rate, latency));
    }
  }

  private void uplinksOf(String site, Equipment router) {
    for (var port : router.ports) {
      if (next.containsKey(port.uid())) {
        toldUplinks.add(site, port.uid(), new Uplink(site, port.uid(), port.rate()));
      }
    }
    for (var channel : router.channels.values()) {
      if (next.containsKey(channel.uid())) {
        toldUplinks.add(site, channel.uid(), new Uplink(site, channel.uid(), channel.rate()));
      }
    }
  }

  /** Where sites are attached. */
  List<Uplink> uplinks(Collection<String> sites) {
    return uplinks.stream().filter(uplink -> sites.contains(uplink.site())).toList();
  }

  /** What lies on shortest ways between these that avoid what is left out, and these. */
  Set<String> between(Collection<String> ends, Set<String> leftOut) {
    var all = new LinkedHashSet<>(ends);
    for (var from : ends) {
      var cameFrom = ways(from, leftOut);
      for (var to : ends) {
        for (String step = cameFrom.get(to); step != null; step = cameFrom.get(step)) {
          all.add(step);
        }
      }
    }
    return all;
  }

  /** From which neighbour each of the others is reached from one. */
  private Map<String, String> ways(String from, Set<String> leftOut) {
    var cameFrom = new HashMap<String, String>();
    var queue = new ArrayDeque<String>(List.of(from));
    while (!queue.isEmpty()) {
      var at = queue.remove();
      for (var to : neighbours(at)) {
        if (!to.equals(from) && !leftOut.contains(to) && cameFrom.putIfAbsent(to, at) == null) {
          queue.add(to);
        }
      }
    }
    return cameFrom;
  }
}
