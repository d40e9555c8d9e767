package execo.internal.ssh.auto;

import execo.host.Host;
import execo.host.Hosts;
import execo.internal.os.Timers;
import execo.log.Log;
import execo.log.LogLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which connector was chosen and why: once for each reason, with the hosts for which it was
 * chosen together at first. Thread-safe.
 */
final class ChoiceLog {
  private static final Duration TOGETHER = Duration.ofMillis(100);

  /** The hosts of a reason; null once it has been told. */
  private final Map<String, List<Host>> hosts = new HashMap<>();

  void chosen(String connector, String reason, Host host) {
    if (!Log.program().shows(LogLevel.DETAIL)) {
      return;
    }
    var line = connector + ", since " + reason;
    synchronized (this) {
      var together = hosts.get(line);
      if (together != null) {
        together.add(host);
        return;
      }
      if (hosts.containsKey(line)) {
        return;
      }
      hosts.put(line, new ArrayList<>(List.of(host)));
    }
    Timers.schedule(TOGETHER, () -> tell(line));
  }

  private void tell(String line) {
    List<Host> together;
    synchronized (this) {
      together = hosts.put(line, null);
    }
    if (together != null) {
      Log.program().detail("connector for " + Hosts.fold(together) + ": " + line);
    }
  }
}
