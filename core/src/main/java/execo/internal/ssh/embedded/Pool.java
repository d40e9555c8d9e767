package execo.internal.ssh.embedded;

import execo.host.EffectiveConnection;
import execo.internal.ssh.connecting.OpeningLimit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.client.SshClient;

/** The open connections of this program, by all that makes a connection. Thread-safe. */
final class Pool {
  private final OpeningLimit openings;
  private final Map<Destination.Key, Server> servers = new ConcurrentHashMap<>();

  private static final class Client {
    static final SshClient SHARED = SharedClient.start();
  }

  Pool(OpeningLimit openings) {
    this.openings = openings;
  }

  /** The connections that serve this one. */
  Server server(Destination destination) {
    return servers.computeIfAbsent(
        destination.key(),
        key -> new Server(begun -> Opening.start(Client.SHARED, openings, destination, begun)));
  }

  void closeIdle() {
    servers.values().forEach(Server::closeIdle);
  }

  Server server(EffectiveConnection connection) {
    return server(Destination.of(connection));
  }
}
