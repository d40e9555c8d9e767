package execo.internal.ssh.trust;

import execo.internal.ssh.trust.HostNames.Hashed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file by the names they are for. Names that are spelled out are found at once;
 * hashed ones with one hash for each salt; wildcards are tried one by one. Not thread-safe.
 */
final class KnownHostsIndex {
  private final Map<String, List<KnownKey>> spelledOut = new HashMap<>();
  private final Map<String, Map<Hashed, List<KnownKey>>> hashedBySalt = new HashMap<>();
  private final List<KnownKey> patterns = new ArrayList<>();
  private @Nullable String salt;

  KnownHostsIndex(List<KnownKey> keys) {
    keys.forEach(this::add);
  }

  void add(KnownKey key) {
    switch (key.names()) {
      case HostNames.Names(var names) ->
          names.forEach(name -> spelledOut.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(key));
      case HostNames.Patterns _ -> patterns.add(key);
      case Hashed hashed -> {
        hashedBySalt
            .computeIfAbsent(hashed.salt(), _ -> new HashMap<>())
            .computeIfAbsent(hashed, _ -> new ArrayList<>(1))
            .add(key);
        salt = hashed.salt();
      }
    }
  }

  /**
   * The salt for a new line: that of the last hashed one. Lines that share it are found with a
   * single hash.
   */
  String salt() {
    var last = salt;
    return last == null ? Hashed.newSalt() : last;
  }

  /** The lines for a name in lower case. */
  List<KnownKey> of(String name) {
    var found = new ArrayList<>(spelledOut.getOrDefault(name, List.of()));
    for (var key : patterns) {
      if (key.names().matches(name)) {
        found.add(key);
      }
    }
    hashedBySalt.forEach(
        (each, lines) -> found.addAll(lines.getOrDefault(Hashed.of(name, each), List.of())));
    return found;
  }
}
