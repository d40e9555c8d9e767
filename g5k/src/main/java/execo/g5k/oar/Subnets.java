package execo.g5k.oar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The subnets of a job.
 *
 * @param addresses the addresses that one may give to virtual machines
 * @param parameters the network they are in: {@code ip_prefix}, {@code broadcast}, {@code netmask},
 *     {@code gateway}, {@code network}, {@code dns_hostname}, {@code dns_ip}; without those that
 *     are not told
 */
public record Subnets(List<Address> addresses, Map<String, String> parameters) {

  /**
   * An address.
   *
   * @param ip the IPv4 address
   * @param mac the MAC address that goes with it
   */
  public record Address(String ip, String mac) {}

  private static final List<String> PARAMETERS =
      List.of("ip_prefix", "broadcast", "netmask", "gateway", "network", "dns_hostname", "dns_ip");

  public Subnets {
    addresses = List.copyOf(addresses);
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads what {@code g5k-subnets -i -m} and {@code g5k-subnets -a} print: two words a line, and
   * seven fields apart by tabs, those of the first subnet. Lines may end in CR LF.
   */
  static Subnets read(String addresses, String parameters) {
    var pairs =
        addresses
            .lines()
            .map(line -> line.strip().split("\\s+"))
            .filter(words -> words.length == 2)
            .map(words -> new Address(words[0], words[1]))
            .toList();
    var named = new HashMap<String, String>();
    parameters
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(fields -> fields.length == PARAMETERS.size())
        .findFirst()
        .ifPresent(fields -> {
          for (int i = 0; i < fields.length; i++) {
            if (!fields[i].isBlank()) {
              named.put(PARAMETERS.get(i), fields[i].strip());
            }
          }
        });
    return new Subnets(pairs, named);
  }
}
