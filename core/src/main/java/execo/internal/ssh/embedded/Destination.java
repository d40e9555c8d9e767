package execo.internal.ssh.embedded;

import execo.host.EffectiveConnection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection goes.
 *
 * @param connection how it was asked for
 * @param hostName the name or address to connect to
 * @param port the port to connect to
 * @param user whom to connect as
 * @param jumps the hosts to connect through, the nearest first
 * @param environment variables that the server is asked to set
 */
record Destination(
    EffectiveConnection connection,
    String hostName,
    int port,
    String user,
    List<String> jumps,
    Map<String, String> environment) {
  private static final int STANDARD_PORT = 22;
  private static final AttributeKey<Destination> KEY = new AttributeKey<>();

  /** The destination of a session that was opened with {@link #context()}, or null. */
  static @Nullable Destination of(ClientSession session) {
    var context = session.getConnectionContext();
    return context == null ? null : context.getAttribute(KEY);
  }

  /** To be given to {@code connect}, so that the session knows its destination from the start. */
  AttributeRepository context() {
    return AttributeRepository.ofKeyValuePair(KEY, this);
  }

  static Destination of(EffectiveConnection connection) {
    var user = connection.user();
    var port = connection.port();
    return new Destination(
        connection,
        connection.address(),
        port == null ? STANDARD_PORT : port,
        user == null ? System.getProperty("user.name", "") : user,
        List.of(),
        environment(connection.sshOptions()));
  }

  private static Map<String, String> environment(List<String> options) {
    var environment = new TreeMap<String, String>();
    for (var option : options) {
      if (option.startsWith("SetEnv=")) {
        var assignment = option.substring("SetEnv=".length()).split("=", 2);
        environment.put(assignment[0], assignment[1]);
      }
    }
    return environment;
  }

  /** What makes a connection: one that is open serves every command with an equal key. */
  Key key() {
    return new Key(
        hostName,
        port,
        user,
        String.valueOf(connection.keyFile()),
        connection.hostKeys().name(),
        connection.knownHosts().toString(),
        connection.keepAlive().toString(),
        String.valueOf(connection.jump()),
        connection.sshOptions());
  }

  record Key(
      String hostName,
      int port,
      String user,
      String keyFile,
      String hostKeys,
      String knownHosts,
      String keepAlive,
      String jump,
      List<String> options) {}
}
