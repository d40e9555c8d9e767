package execo.testbed.grid5000.internal.kadeploy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Which vlan the adapters of a site's nodes are in. Thread-safe. */
public final class Vlans {
  /** The vlan that nodes are in unless they are moved. */
  public static final String DEFAULT = "DEFAULT";

  private final List<Integer> ids;
  private final Map<String, String> nodes = new TreeMap<>();
  private final Set<String> dhcp = ConcurrentHashMap.newKeySet();
  private final BiConsumer<String, String> listener;

  /**
   * All nodes in the default vlan.
   *
   * @param listener told of each adapter that has come to another vlan, and of the vlan
   */
  public Vlans(List<Integer> ids, BiConsumer<String, String> listener) {
    this.listener = listener;
    this.ids = ids.stream().sorted().toList();
    this.ids.forEach(id -> dhcp.add(id.toString()));
  }

  /** The numbers of the vlans. */
  public List<Integer> ids() {
    return ids;
  }

  /** Whether there is such a vlan. */
  public boolean exists(String vlan) {
    return vlan.equals(DEFAULT) || ids.stream().anyMatch(id -> id.toString().equals(vlan));
  }

  /** Moves an adapter of a node, as {@code node-1-eth2.lyon…}; says whether it was elsewhere. */
  public synchronized boolean move(String node, String vlan) {
    var before = vlan.equals(DEFAULT) ? nodes.remove(node) : nodes.put(node, vlan);
    var moved = !vlan.equals(before == null ? DEFAULT : before);
    if (moved) {
      listener.accept(node, vlan);
    }
    return moved;
  }

  /** The vlan of an adapter of a node. */
  public synchronized String vlan(String node) {
    return nodes.getOrDefault(node, DEFAULT);
  }

  /** Those that were moved, and where. */
  public synchronized Map<String, String> moved() {
    return new TreeMap<>(nodes);
  }

  /** Brings all adapters of a node back to the default vlan. */
  public synchronized void restore(String host) {
    var dot = host.indexOf('.');
    var name = dot < 0 ? host : host.substring(0, dot);
    List.copyOf(nodes.keySet()).stream()
        .filter(node -> node.equals(host) || node.startsWith(name + "-eth"))
        .forEach(node -> move(node, DEFAULT));
  }

  /** Starts or stops the service that gives addresses in a vlan. */
  public void dhcp(String vlan, boolean on) {
    if (on) {
      dhcp.add(vlan);
    } else {
      dhcp.remove(vlan);
    }
  }

  /** Whether addresses are given in a vlan. */
  public boolean dhcp(String vlan) {
    return dhcp.contains(vlan);
  }
}
