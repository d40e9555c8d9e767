package execo.testbed.grid5000.internal.hosts;

import execo.testbed.grid5000.internal.kadeploy.Vlans;

/**
 * The loopback addresses of a machine: one in each vlan.
 *
 * @param usual that in the default vlan
 */
record Addresses(String usual) {
  private static final int PER_NET = 250;
  private static final int FIRST_NET = 21;
  private static final int VLAN_NETS = 40;

  /** The addresses of a node: 127.21.0.1 and on, 127.61.0.1 and on in vlan 1, 127.62 in vlan 2. */
  static Addresses ofNode(int index) {
    if (index >= PER_NET * PER_NET) {
      throw new IllegalArgumentException("a stand-in has at most " + PER_NET * PER_NET + " nodes");
    }
    return new Addresses("127." + FIRST_NET + "." + index / PER_NET + "." + (index % PER_NET + 1));
  }

  /** The address in a vlan. */
  String in(String vlan) {
    if (vlan.equals(Vlans.DEFAULT)) {
      return usual;
    }
    var net = FIRST_NET + VLAN_NETS + (Integer.parseInt(vlan) - 1) % (255 - FIRST_NET - VLAN_NETS);
    return usual.replaceFirst("^127\\.\\d+", "127." + net);
  }
}
