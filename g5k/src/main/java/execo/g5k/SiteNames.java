package execo.g5k;

import java.util.Optional;
import java.util.regex.Pattern;

/** The names that sites can have, and where they stand in the names of hosts. */
final class SiteNames {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

  private SiteNames() {}

  static boolean possible(String name) {
    return NAME.matcher(name).matches();
  }

  /** The second label of a name with the domain suffix or with no more than two labels. */
  static Optional<String> of(String hostName, String domainSuffix) {
    String name =
        hostName.endsWith(domainSuffix)
            ? hostName.substring(0, hostName.length() - domainSuffix.length())
            : hostName;
    int dot = name.indexOf('.');
    String site = dot < 0 ? "" : name.substring(dot + 1);
    return possible(site) ? Optional.of(site) : Optional.empty();
  }
}
