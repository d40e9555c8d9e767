package execo.internal.ssh.openssh;

import execo.host.EffectiveConnection;
import execo.internal.os.ProcessEngine;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.internal.ssh.settings.ClientSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections that commands to the same destination share, by OpenSSH's {@code ControlMaster}.
 * Two destinations are the same if ssh is told the same of them, to the word. Thread-safe.
 */
final class SharedConnections {
  /** Each is a process with some megabytes of memory. */
  private static final int MOST = 300;

  final ProcessEngine engine;
  final OpeningLimit openings;
  final Function<EffectiveConnection, CompletableFuture<ClientSettings>> settings;
  final SocketDirectory sockets = new SocketDirectory();
  private final Map<List<String>, SharedConnection> all = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger made = new AtomicInteger();

  SharedConnections(
      ProcessEngine engine,
      OpeningLimit openings,
      Function<EffectiveConnection, CompletableFuture<ClientSettings>> settings) {
    this.engine = engine;
    this.openings = openings;
    this.settings = settings;
  }

  /** What is shared for a destination; null if its program is not OpenSSH's own. */
  @Nullable SharedConnection of(EffectiveConnection connection) {
    var program = Path.of(connection.ssh().getFirst()).getFileName();
    if (program == null || !program.toString().equals("ssh")) {
      return null;
    }
    return all.computeIfAbsent(
        OpensshCommandLine.ssh(connection, ""), _ -> new SharedConnection(this, connection));
  }

  /** Closes those that nothing uses now. */
  void closeIdle() {
    all.values().forEach(SharedConnection::closeIfIdle);
  }

  /** Takes a place for one more; false if there are too many. */
  boolean takePlace() {
    if (open.incrementAndGet() <= MOST) {
      return true;
    }
    open.decrementAndGet();
    return false;
  }

  void leavePlace() {
    open.decrementAndGet();
  }

  int nextNumber() {
    return made.incrementAndGet();
  }
}
