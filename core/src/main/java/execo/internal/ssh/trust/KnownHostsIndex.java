package execo.internal.ssh.trust;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of one file by the names they are for. Names that are spelled out are found at once;
 * wildcards and hashes are tried one by one. Not thread-safe.
 */
final class KnownHostsIndex {
  private final Map<String, List<KnownKey>> spelledOut = new HashMap<>();
  private final List<KnownKey> patterns = new ArrayList<>();
  private final List<KnownKey> hashed = new ArrayList<>();

  KnownHostsIndex(List<KnownKey> keys) {
    keys.forEach(this::add);
  }

  void add(KnownKey key) {
    var names = key.names().spelledOut();
    if (names != null) {
      names.forEach(name -> spelledOut.computeIfAbsent(name, _ -> new ArrayList<>()).add(key));
    } else if (key.names() instanceof HostNames.Hashed) {
      hashed.add(key);
    } else {
      patterns.add(key);
    }
  }

  /** The lines for a name in lower case. */
  List<KnownKey> of(String name) {
    var found = new ArrayList<>(spelledOut.getOrDefault(name, List.of()));
    for (var key : patterns) {
      if (key.names().matches(name)) {
        found.add(key);
      }
    }
    for (var key : hashed) {
      if (key.names().matches(name)) {
        found.add(key);
      }
    }
    return found;
  }
}
