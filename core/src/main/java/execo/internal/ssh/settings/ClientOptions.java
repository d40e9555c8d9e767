package execo.internal.ssh.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Options of OpenSSH's client, by their names in lower case, with their values in order: those that
 * many hosts share, which are kept and judged once, and what one host has of its own.
 */
public final class ClientOptions {
  private final Map<String, List<String>> shared;
  private final Map<String, String> sharedNotHonoured;
  private final Map<String, List<String>> own;

  private ClientOptions(
      Map<String, List<String>> shared,
      Map<String, String> sharedNotHonoured,
      Map<String, List<String>> own) {
    this.shared = shared;
    this.sharedNotHonoured = sharedNotHonoured;
    this.own = own;
  }

  /** Options that are those of any host. */
  public static ClientOptions of(Map<String, List<String>> options) {
    var shared = Map.copyOf(options);
    return new ClientOptions(shared, HonouredOptions.notHonoured(shared), Map.of());
  }

  /** These, and some that are one host's own, which none of these is. */
  ClientOptions with(Map<String, List<String>> ownOptions) {
    return new ClientOptions(shared, sharedNotHonoured, Map.copyOf(ownOptions));
  }

  /** The values of an option, none if it is not there. */
  public List<String> values(String name) {
    var values = shared.get(name);
    return values == null ? own.getOrDefault(name, List.of()) : values;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return shared.isEmpty() && own.isEmpty();
  }

  /** Those that the embedded connector does not honour, each as a line, by their names. */
  Map<String, String> notHonoured() {
    var ownNotHonoured = HonouredOptions.notHonoured(own);
    if (ownNotHonoured.isEmpty()) {
      return sharedNotHonoured;
    }
    var all = new HashMap<>(sharedNotHonoured);
    all.putAll(ownNotHonoured);
    return all;
  }
}
