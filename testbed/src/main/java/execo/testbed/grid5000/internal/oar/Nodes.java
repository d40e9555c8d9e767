package execo.testbed.grid5000.internal.oar;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes of a site, and what OAR thinks of them. The monitor of the {@link Jobs} guards it. */
final class Nodes {
  private final Resources resources;
  private final Map<String, NodeState> states = new LinkedHashMap<>();

  /** All nodes alive. */
  Nodes(Resources resources) {
    this.resources = resources;
    resources.all().stream()
        .map(Resource::host)
        .filter(host -> !host.isEmpty())
        .forEach(host -> states.put(host, NodeState.ALIVE));
  }

  void set(String host, NodeState state) {
    if (states.replace(host, state) == null) {
      throw new IllegalArgumentException("unknown node: '" + host + "'");
    }
  }

  Map<String, NodeState> states() {
    return new LinkedHashMap<>(states);
  }

  /** The resources of nodes that are alive or in other given states, and those of no node. */
  BitSet usable(NodeState... also) {
    var usable = new BitSet();
    var list = List.of(also);
    for (var i = 0; i < resources.all().size(); i++) {
      var state = states.getOrDefault(resources.get(i).host(), NodeState.ALIVE);
      if (state == NodeState.ALIVE || list.contains(state)) {
        usable.set(i);
      }
    }
    return usable;
  }

  /** The resources that can be used now or will be some day. */
  BitSet usableSomeDay() {
    return usable(NodeState.ABSENT, NodeState.SUSPECTED);
  }
}
