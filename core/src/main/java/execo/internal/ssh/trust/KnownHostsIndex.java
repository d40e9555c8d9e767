package execo.internal.ssh.trust;

import execo.internal.ssh.trust.HostNames.Hashed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file by the names they are for. Names that are spelled out are found at once;
 * hashed ones with one hash for each salt; wildcards are tried one by one. What was found is
 * remembered, since a connection asks several times. Not thread-safe.
 */
final class KnownHostsIndex {
  private final Map<String, List<KnownKey>> spelledOut = new HashMap<>();
  private final Map<String, Salted> hashedBySalt = new HashMap<>();
  private final List<KnownKey> patterns = new ArrayList<>();
  private final Map<String, List<KnownKey>> found = new HashMap<>();
  private @Nullable String salt;

  private record Salted(Hasher hasher, Map<Hashed, List<KnownKey>> lines) {}

  KnownHostsIndex(List<KnownKey> keys) {
    keys.forEach(this::add);
  }

  /** Adds a line for a name in lower case. */
  void add(String name, KnownKey key) {
    add(key);
    found.remove(name);
  }

  private void add(KnownKey key) {
    switch (key.names()) {
      case HostNames.Names(var names) ->
          names.forEach(name -> spelledOut.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(key));
      case HostNames.Patterns _ -> patterns.add(key);
      case Hashed hashed -> {
        hashedBySalt
            .computeIfAbsent(hashed.salt(), each -> new Salted(new Hasher(each), new HashMap<>()))
            .lines()
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
    return last == null ? Hasher.newSalt() : last;
  }

  /** The lines for a name in lower case. */
  List<KnownKey> of(String name) {
    return found.computeIfAbsent(name, this::find);
  }

  private List<KnownKey> find(String name) {
    var keys = new ArrayList<>(spelledOut.getOrDefault(name, List.of()));
    for (var key : patterns) {
      if (key.names().matches(name)) {
        keys.add(key);
      }
    }
    for (var salted : hashedBySalt.values()) {
      keys.addAll(salted.lines().getOrDefault(salted.hasher().hash(name), List.of()));
    }
    return List.copyOf(keys);
  }
}
