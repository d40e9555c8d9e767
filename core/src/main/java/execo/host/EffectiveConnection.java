package execo.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one host is really connected to, once the host's own members, the connection parameters and
 * the configured defaults have been laid over each other.
 *
 * @param host the host as it was given
 * @param address the address to connect to: the host's, rewritten
 * @param user whom to connect as; null leaves it to ssh
 * @param keyFile the private key to connect with; null leaves it to ssh
 * @param port the port to connect to; null leaves it to ssh
 * @param params everything else; all that {@link ConnectionParams#defaults()} sets is set
 */
public record EffectiveConnection(
    Host host,
    String address,
    @Nullable String user,
    @Nullable Path keyFile,
    @Nullable Integer port,
    ConnectionParams params) {

  /**
   * The connection to a host. The host's own user, key file and port win over {@code params} (null:
   * none), which win over {@code defaults} (the configured ones), which win over the built-in ones.
   */
  public static EffectiveConnection of(
      Host host, @Nullable ConnectionParams params, ConnectionParams defaults) {
    ConnectionParams merged = ConnectionParams.defaults().overlay(defaults);
    if (params != null) {
      merged = merged.overlay(params);
    }
    String address = set(merged.hostRewrite()).apply(host.address());
    return new EffectiveConnection(
        host,
        new Host(address).address(),
        host.user() == null ? merged.user() : host.user(),
        host.keyFile() == null ? merged.keyFile() : host.keyFile(),
        host.port() == null ? merged.port() : host.port(),
        merged);
  }

  /** The ssh program and its first arguments. */
  public List<String> ssh() {
    return set(params.ssh());
  }

  /** The scp program and its first arguments. */
  public List<String> scp() {
    return set(params.scp());
  }

  /** Options for ssh besides those that other members stand for. */
  public List<String> sshOptions() {
    return set(params.sshOptions());
  }

  /** Options for scp besides those that other members stand for. */
  public List<String> scpOptions() {
    return set(params.scpOptions());
  }

  /** Options for the program by which taktuk connects: those of ssh unless others are set. */
  public List<String> taktukConnectorOptions() {
    var options = params.taktukConnectorOptions();
    return options == null ? sshOptions() : options;
  }

  /** Whether the remote command gets a terminal. */
  public boolean tty() {
    return set(params.tty());
  }

  /** Whether the local ssh gets a pseudo-terminal. */
  public boolean pty() {
    return set(params.pty());
  }

  /** What to do about host keys. */
  public HostKeyPolicy hostKeys() {
    return set(params.hostKeys());
  }

  /** The file of known host keys that execo writes. */
  public Path knownHosts() {
    return set(params.knownHosts());
  }

  /** How long connecting may take; zero for no limit. */
  public Duration connectTimeout() {
    return set(params.connectTimeout());
  }

  /** The interval of the messages that tell a lost connection; zero for none. */
  public Duration keepAlive() {
    return set(params.keepAlive());
  }

  /** The name of the connector. */
  public String connector() {
    return set(params.connector());
  }

  /** The hosts to connect through, or null. */
  public @Nullable String jump() {
    return params.jump();
  }

  private static <T> T set(@Nullable T value) {
    return Objects.requireNonNull(value);
  }
}
