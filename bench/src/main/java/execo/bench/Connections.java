package execo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The TCP connections of this machine that are open to one port, as the kernel tells them.
 *
 * @param all the two ends of each
 */
record Connections(Set<Ends> all) {
  private static final String ESTABLISHED = "01";

  /** The addresses and ports of both ends, as the kernel writes them. */
  record Ends(String local, String remote) {}

  /** Those to a port, on whatever address. */
  static Connections to(int port) throws IOException {
    var end = String.format(Locale.ROOT, ":%04X", port);
    var all = new HashSet<Ends>();
    for (var table : List.of("tcp", "tcp6")) {
      for (var line : Files.readAllLines(Path.of("/proc/self/net", table))) {
        // number, local end, remote end, state
        var words = line.strip().split("\\s+", 5);
        if (words[2].endsWith(end) && words[3].equals(ESTABLISHED)) {
          all.add(new Ends(words[1], words[2]));
        }
      }
    }
    return new Connections(all);
  }

  /** Those that there were earlier, too: not closed and opened again. */
  Connections keptSince(Connections earlier) {
    var kept = new HashSet<>(all);
    kept.retainAll(earlier.all);
    return new Connections(kept);
  }

  /** How many hosts there are at their ends. */
  int hosts() {
    return all.stream().map(Ends::remote).collect(Collectors.toSet()).size();
  }
}
