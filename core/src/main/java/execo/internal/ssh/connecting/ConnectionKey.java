package execo.internal.ssh.connecting;

import execo.host.EffectiveConnection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What makes a connection: one that is open serves every command with an equal key.
 *
 * @param address where it leads
 * @param parameters the connection parameters that say how, as text
 * @param ssh the program and its first arguments
 * @param sshOptions the user's own options
 */
public record ConnectionKey(
    String address, List<String> parameters, List<String> ssh, List<String> sshOptions) {
  /** The key of a connection. */
  public static ConnectionKey of(EffectiveConnection connection) {
    return new ConnectionKey(
        connection.address(),
        Stream.of(
                connection.port(),
                connection.user(),
                connection.keyFile(),
                connection.hostKeys(),
                connection.knownHosts(),
                connection.keepAlive(),
                connection.jump())
            .map(String::valueOf)
            .toList(),
        connection.ssh(),
        connection.sshOptions());
  }
}
