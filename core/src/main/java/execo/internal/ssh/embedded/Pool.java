package execo.internal.ssh.embedded;

import execo.host.EffectiveConnection;
import execo.internal.ssh.connecting.ConnectionKey;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.internal.wait.Waits;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections of this program, by all that makes a connection. Thread-safe. */
final class Pool {
  private static final Duration CLEAN_UP = Duration.ofSeconds(3);
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final OpeningLimit openings;
  private final Server.Limits limits;
  private final Carrier.Resolver resolver;
  private final RunningCopies copies = new RunningCopies();
  private final Map<ConnectionKey, Server> servers = new ConcurrentHashMap<>();

  private static final class Client {
    static final SharedClient SHARED = SharedClient.started();
  }

  Pool(OpeningLimit openings) {
    this(openings, Server.Limits.USUAL, InetAddress::getAllByName);
  }

  Pool(OpeningLimit openings, Server.Limits limits, Carrier.Resolver resolver) {
    this.openings = openings;
    this.limits = limits;
    this.resolver = resolver;
    Runtime.getRuntime().addShutdownHook(new Thread(this::terminate, "execo-ssh at exit"));
  }

  /** The connections that serve this one. */
  Server server(EffectiveConnection connection) {
    return servers.computeIfAbsent(
        ConnectionKey.of(connection),
        key ->
            new Server(
                limits,
                begun ->
                    new Opening(Client.SHARED, openings, resolver, this::server, connection, begun)
                        .start()));
  }

  /** The copies that are at work on these connections. */
  RunningCopies copies() {
    return copies;
  }

  /** Closes the connections that nobody uses. */
  void closeIdle() {
    servers.values().forEach(Server::closeIdle);
  }

  /**
   * This program ends: what was started on hosts without being detached ends too, and copies delete
   * what is not whole. Also ends the threads that wait for input: HotSpot delays an exit by 300 ms
   * for such.
   */
  private void terminate() {
    if (!servers.isEmpty()) {
      var links = servers.values().stream().flatMap(server -> server.links().stream()).toList();
      links.forEach(Link::endCommands);
      copies.end(CLEAN_UP);
      links.forEach(link -> link.disconnect("this program ends"));
      Waits.untilAll(links.stream().map(Link::ended).toList(), FAREWELL);
      Client.SHARED.close(true);
    }
  }
}
