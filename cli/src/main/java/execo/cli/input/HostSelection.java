package execo.cli.input;

import execo.host.Host;
import execo.host.Hosts;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts a command is for: those wanted, less those excluded, of those that failed earlier.
 *
 * @param wanted host expressions, {@code @FILE} or {@code -}
 * @param excluded the same
 * @param report a file that {@code --json} wrote, whose failed hosts alone are taken; null for all
 */
record HostSelection(List<String> wanted, List<String> excluded, @Nullable String report) {

  /**
   * The hosts, in order and with repeats.
   *
   * @param stdin what {@code -} reads; null if standard input is needed for something else
   * @throws BadInput if anything is malformed or cannot be read, or no host is left
   */
  List<Host> hosts(@Nullable Reader stdin) {
    if (wanted.isEmpty() && report == null) {
      throw new BadInput("no hosts; give them with -w HOSTS");
    }
    int fromStdin = 0;
    for (String each : wanted) {
      fromStdin += each.equals("-") ? 1 : 0;
    }
    for (String each : excluded) {
      fromStdin += each.equals("-") ? 1 : 0;
    }
    if (fromStdin > 1) {
      throw new BadInput("standard input can be read only once: '-' stands twice for hosts");
    }
    if (fromStdin > 0 && stdin == null) {
      throw new BadInput("standard input is for the commands (--stdin), not for hosts ('-')");
    }
    List<Host> hosts;
    if (report == null) {
      hosts = select(wanted, stdin);
    } else {
      hosts = FailedHosts.read(report);
      if (!wanted.isEmpty()) {
        var failed = new HashSet<>(hosts);
        hosts = select(wanted, stdin).stream().filter(failed::contains).toList();
      }
    }
    if (!excluded.isEmpty()) {
      hosts = Hosts.exclude(hosts, select(excluded, stdin));
    }
    if (hosts.isEmpty()) {
      throw new BadInput(report == null ? "no hosts are left" : "no failed hosts in " + report);
    }
    return hosts;
  }

  private static List<Host> select(List<String> selections, @Nullable Reader stdin) {
    var all = new ArrayList<Host>();
    try {
      for (String selection : selections) {
        all.addAll(Hosts.select(selection, stdin == null ? Reader.nullReader() : stdin));
      }
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new BadInput(e);
    }
    return all;
  }
}
