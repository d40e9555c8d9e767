package execo.g5k.net;

import execo.g5k.api.ReferenceData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The network of a kavlan at a site.
 *
 * <p>A value. Immutable and thread-safe.
 *
 * @param id the kavlan's number
 * @param network its addresses
 * @param gateway its gateway, or null where the site does not name one
 */
public record KavlanNetwork(int id, Ipv4Network network, @Nullable String gateway) {

  /**
   * The network of a kavlan: the one that the site names, else the one that one of its routers or
   * switches has.
   *
   * @throws IllegalArgumentException if the site has no such kavlan; the message names those it has
   */
  public static KavlanNetwork of(ReferenceData data, String site, int id) {
    JsonNode own = data.site(site).path("kavlans").path(String.valueOf(id));
    if (own.hasNonNull("network")) {
      JsonNode gateway = own.path("gateway");
      return new KavlanNetwork(
          id,
          Ipv4Network.parse(own.path("network").asString()),
          gateway.isString() ? gateway.asString() : null);
    }
    return ofEquipments(data, site, id)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no network of kavlan %d at %s; it has those of %s"
                    .formatted(id, site, String.join(", ", known(data, site)))));
  }

  private static List<String> known(ReferenceData data, String site) {
    var names = new ArrayList<String>();
    data.site(site).path("kavlans").properties().forEach(each -> names.add(each.getKey()));
    return names.isEmpty() ? List.of("none") : names;
  }

  private static Optional<KavlanNetwork> ofEquipments(ReferenceData data, String site, int id) {
    for (String name : data.siteNetworkEquipments(site)) {
      for (JsonNode vlan : data.networkEquipment(site, name).path("vlans")) {
        JsonNode address = vlan.path("addresses").path(0);
        if (vlan.path("name").asString("").equals("kavlan-" + id) && address.isString()) {
          String text = address.asString();
          String gateway = text.substring(0, Math.max(0, text.indexOf('/')));
          return Optional.of(
              new KavlanNetwork(id, Ipv4Network.parse(text), gateway.isEmpty() ? null : gateway));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Addresses for virtual machines in the kavlan, each with a MAC address of its own: those that no
   * node has. Addresses that end in 0, 254 or 255 are left out, and those whose third byte is below
   * where the nodes end: 2 in the kavlan's part for kavlans up to 9, and 216 for the others.
   */
  public List<IpMac> ipMacs() {
    var ips = new ArrayList<String>();
    for (String ip : network.addresses()) {
      int address = Ipv4Network.address(ip);
      int last = address & 255;
      if (last != 0 && last != 254 && last != 255 && (address >>> 8 & 255) >= firstThirdByte()) {
        ips.add(ip);
      }
    }
    List<String> macs = MacAddresses.random(ips.size());
    var all = new ArrayList<IpMac>(ips.size());
    for (int i = 0; i < ips.size(); i++) {
      all.add(new IpMac(ips.get(i), macs.get(i)));
    }
    return List.copyOf(all);
  }

  private int firstThirdByte() {
    if (id < 8) {
      return (id - 4) * 64 + 2;
    }
    return id < 10 ? (id - 8) * 64 + 2 : 216;
  }
}
