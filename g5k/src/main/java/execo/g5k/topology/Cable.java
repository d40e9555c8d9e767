package execo.g5k.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A connection of two pieces of equipment of a site, with its rate and the line cards at its ends,
 * where they are known. Both ends tell of it in the data, sometimes differently: the lower rate
 * counts.
 */
record Cable(
    Equipment from, Equipment to, long rate, OptionalInt fromLinecard, OptionalInt toLinecard) {
  /** All those of a site, each once. */
  static List<Cable> of(Map<String, Equipment> equipment) {
    var byName = new LinkedHashMap<String, Equipment>();
    equipment.values().forEach(one -> one.names.forEach(name -> byName.putIfAbsent(name, one)));
    equipment.values().forEach(one -> byName.put(one.uid, one));
    var said = new LinkedHashMap<String, List<Cable>>();
    for (var from : equipment.values()) {
      for (var port : from.ports) {
        if (port.kind().equals("switch") || port.kind().equals("router")) {
          say(said, from, byName.get(port.uid()), port.rate(), OptionalInt.of(port.linecard()));
        }
      }
      for (var channel : from.channels.values()) {
        if (channel.kind().equals("switch") || channel.kind().equals("router")) {
          say(said, from, byName.get(channel.uid()), channel.rate(), Equipment.linecard(channel));
        }
      }
    }
    var cables = new ArrayList<Cable>();
    for (var entry : said.entrySet()) {
      var one = entry.getValue();
      var first = one.getFirst();
      if (first.from.uid.compareTo(first.to.uid) < 0
          || !said.containsKey(key(first.to, first.from))) {
        cables.addAll(matched(one, said.getOrDefault(key(first.to, first.from), List.of())));
      }
    }
    return cables;
  }

  private static String key(Equipment from, Equipment to) {
    return from.uid + " " + to.uid;
  }

  private static void say(
      Map<String, List<Cable>> said,
      Equipment from,
      @Nullable Equipment to,
      long rate,
      OptionalInt linecard) {
    if (to != null && to != from) {
      said.computeIfAbsent(key(from, to), _ -> new ArrayList<>())
          .add(new Cable(from, to, rate, linecard, OptionalInt.empty()));
    }
  }

  /** What the two ends say, put together one by one. */
  private static List<Cable> matched(List<Cable> one, List<Cable> other) {
    var cables = new ArrayList<Cable>();
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      if (i >= one.size()) {
        cables.add(other.get(i));
      } else if (i >= other.size()) {
        cables.add(one.get(i));
      } else {
        var near = one.get(i);
        var far = other.get(i);
        cables.add(
            new Cable(
                near.from,
                near.to,
                Equipment.least(near.rate, far.rate),
                near.fromLinecard,
                far.fromLinecard));
      }
    }
    return cables;
  }
}
