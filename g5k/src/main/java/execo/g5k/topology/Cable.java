package execo.g5k.topology;

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
    var told = new Told<Cable>();
    for (var from : equipment.values()) {
      for (var port : from.ports) {
        if (port.kind().equals("switch") || port.kind().equals("router")) {
          tell(told, from, byName.get(port.uid()), port.rate(), OptionalInt.of(port.linecard()));
        }
      }
      for (var channel : from.channels.values()) {
        if (channel.kind().equals("switch") || channel.kind().equals("router")) {
          tell(told, from, byName.get(channel.uid()), channel.rate(), Equipment.linecard(channel));
        }
      }
    }
    return told.links((near, far) ->
        new Cable(
            near.from,
            near.to,
            Equipment.least(near.rate, far.rate),
            near.fromLinecard,
            far.fromLinecard));
  }

  private static void tell(
      Told<Cable> told, Equipment from, @Nullable Equipment to, long rate, OptionalInt linecard) {
    if (to != null && to != from) {
      told.add(from.uid, to.uid, new Cable(from, to, rate, linecard, OptionalInt.empty()));
    }
  }
}
