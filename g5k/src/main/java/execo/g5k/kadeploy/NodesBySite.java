package execo.g5k.kadeploy;

import execo.g5k.G5kSettings;
import execo.g5k.HostName;
import execo.host.Host;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The nodes of a deployment by their sites, and by the full names that kadeploy has for them. */
final class NodesBySite {
  private NodesBySite() {}

  /**
   * By site, in the order of their first nodes, the nodes by their full names. Nodes whose names
   * tell no site are at the default one; if there is none, they are at the site "" and have no full
   * names.
   *
   * @throws IllegalArgumentException for a name with a domain that is not that of a site
   */
  static Map<String, Map<String, Host>> of(Collection<Host> hosts, G5kSettings settings) {
    var bySite = new LinkedHashMap<String, Map<String, Host>>();
    for (Host host : hosts) {
      String site = site(host.address(), settings);
      bySite
          .computeIfAbsent(site, _ -> new LinkedHashMap<>())
          .put(fullName(host.address(), site, settings.domainSuffix()), host);
    }
    return bySite;
  }

  private static String site(String address, G5kSettings settings) {
    if (address.indexOf('.') < 0) {
      return settings.defaultFrontend().orElse("");
    }
    Optional<String> site = settings.siteOf(address);
    return site.orElseThrow(() ->
        new IllegalArgumentException(
            "the name of the node tells no site: '"
                + address
                + "'; accepted is as taurus-1.lyon"
                + settings.domainSuffix()));
  }

  private static String fullName(String address, String site, String suffix) {
    String name = HostName.canonical(address);
    if (name.endsWith(suffix) || site.isEmpty()) {
      return name;
    }
    return (name.indexOf('.') < 0 ? name + "." + site : name) + suffix;
  }
}
