package execo.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How to connect to hosts. A member that is null is not set: what lies below decides, at last
 * {@link #defaults()}. A host's own user, key file and port win over these.
 *
 * {@snippet :
 * var params = ConnectionParams.none().withUser("root").withPort(2222);
 * }
 *
 * <p>A value: equal members, equal parameters. Immutable and thread-safe, as long as the host
 * rewriting is.
 */
public final class ConnectionParams {
  private static final ConnectionParams NONE = new ConnectionParams(new EnumMap<>(Field.class));

  private final EnumMap<Field, Object> values;

  private ConnectionParams(EnumMap<Field, Object> values) {
    this.values = values;
  }

  private enum Field {
    USER,
    KEY_FILE,
    PORT,
    SSH,
    SCP,
    SSH_OPTIONS,
    SCP_OPTIONS,
    TAKTUK,
    TAKTUK_OPTIONS,
    TAKTUK_CONNECTOR,
    TAKTUK_CONNECTOR_OPTIONS,
    TTY,
    PTY,
    HOST_KEYS,
    KNOWN_HOSTS,
    CONNECT_TIMEOUT,
    KEEP_ALIVE,
    CONNECTOR,
    HOST_REWRITE,
    JUMP,
    CHAINPUT_CLIENT_TIMEOUT,
    CHAINPUT_SERVER_TIMEOUT,
    CHAINPUT_TRIES,
    CHAINPUT_NEXT_HOPS,
    CHAINPUT_RETRY_DELAY,
    PORT_FORWARD_TIMEOUT
  }

  /** Parameters with nothing set. */
  public static ConnectionParams none() {
    return NONE;
  }

  /** The built-in defaults: everything is set but user, key file, port and jump hosts. */
  public static ConnectionParams defaults() {
    return ConnectionDefaults.PARAMS;
  }

  /** These parameters with all that {@code other} sets in place of their own. */
  public ConnectionParams overlay(ConnectionParams other) {
    if (other.values.isEmpty()) {
      return this;
    }
    var merged = new EnumMap<>(values);
    merged.putAll(other.values);
    return new ConnectionParams(merged);
  }

  /** Whom to connect as; null if not set. */
  public @Nullable String user() {
    return (String) values.get(Field.USER);
  }

  /** These parameters with {@link #user} set, or unset by null. */
  public ConnectionParams withUser(@Nullable String newValue) {
    return with(Field.USER, newValue);
  }

  /** The private key to connect with; null if not set. */
  public @Nullable Path keyFile() {
    return (Path) values.get(Field.KEY_FILE);
  }

  /** These parameters with {@link #keyFile} set, or unset by null. */
  public ConnectionParams withKeyFile(@Nullable Path newValue) {
    return with(Field.KEY_FILE, newValue);
  }

  /** The port to connect to; null if not set. */
  public @Nullable Integer port() {
    return (Integer) values.get(Field.PORT);
  }

  /** These parameters with {@link #port} set, or unset by null. */
  public ConnectionParams withPort(@Nullable Integer newValue) {
    return with(Field.PORT, inRange("port", newValue, 65535));
  }

  /** The ssh program and its first arguments; null if not set. */
  @SuppressWarnings("unchecked")
  public @Nullable List<String> ssh() {
    return (List<String>) values.get(Field.SSH);
  }

  /** These parameters with {@link #ssh} set, or unset by null. */
  public ConnectionParams withSsh(@Nullable List<String> newValue) {
    return with(Field.SSH, newValue == null ? null : List.copyOf(newValue));
  }

  /** The scp program and its first arguments; null if not set. */
  @SuppressWarnings("unchecked")
  public @Nullable List<String> scp() {
    return (List<String>) values.get(Field.SCP);
  }

  /** These parameters with {@link #scp} set, or unset by null. */
  public ConnectionParams withScp(@Nullable List<String> newValue) {
    return with(Field.SCP, newValue == null ? null : List.copyOf(newValue));
  }

  /** Options for ssh besides those that other members stand for; null if not set. */
  @SuppressWarnings("unchecked")
  public @Nullable List<String> sshOptions() {
    return (List<String>) values.get(Field.SSH_OPTIONS);
  }

  /** These parameters with {@link #sshOptions} set, or unset by null. */
  public ConnectionParams withSshOptions(@Nullable List<String> newValue) {
    return with(Field.SSH_OPTIONS, newValue == null ? null : List.copyOf(newValue));
  }

  /** Options for scp besides those that other members stand for; null if not set. */
  @SuppressWarnings("unchecked")
  public @Nullable List<String> scpOptions() {
    return (List<String>) values.get(Field.SCP_OPTIONS);
  }

  /** These parameters with {@link #scpOptions} set, or unset by null. */
  public ConnectionParams withScpOptions(@Nullable List<String> newValue) {
    return with(Field.SCP_OPTIONS, newValue == null ? null : List.copyOf(newValue));
  }

  /** The taktuk program and its first arguments; null if not set. */
  @SuppressWarnings("unchecked")
  public @Nullable List<String> taktuk() {
    return (List<String>) values.get(Field.TAKTUK);
  }

  /** These parameters with {@link #taktuk} set, or unset by null. */
  public ConnectionParams withTaktuk(@Nullable List<String> newValue) {
    return with(Field.TAKTUK, newValue == null ? null : List.copyOf(newValue));
  }

  /** Options for taktuk; null if not set. */
  @SuppressWarnings("unchecked")
  public @Nullable List<String> taktukOptions() {
    return (List<String>) values.get(Field.TAKTUK_OPTIONS);
  }

  /** These parameters with {@link #taktukOptions} set, or unset by null. */
  public ConnectionParams withTaktukOptions(@Nullable List<String> newValue) {
    return with(Field.TAKTUK_OPTIONS, newValue == null ? null : List.copyOf(newValue));
  }

  /** The program by which taktuk connects, and its first arguments; null if not set. */
  @SuppressWarnings("unchecked")
  public @Nullable List<String> taktukConnector() {
    return (List<String>) values.get(Field.TAKTUK_CONNECTOR);
  }

  /** These parameters with {@link #taktukConnector} set, or unset by null. */
  public ConnectionParams withTaktukConnector(@Nullable List<String> newValue) {
    return with(Field.TAKTUK_CONNECTOR, newValue == null ? null : List.copyOf(newValue));
  }

  /** Options for the program by which taktuk connects; null for those of ssh. */
  @SuppressWarnings("unchecked")
  public @Nullable List<String> taktukConnectorOptions() {
    return (List<String>) values.get(Field.TAKTUK_CONNECTOR_OPTIONS);
  }

  /** These parameters with {@link #taktukConnectorOptions} set, or unset by null. */
  public ConnectionParams withTaktukConnectorOptions(@Nullable List<String> newValue) {
    return with(Field.TAKTUK_CONNECTOR_OPTIONS, newValue == null ? null : List.copyOf(newValue));
  }

  /**
   * Whether the remote command gets a terminal, which merges its outputs and is not binary clean;
   * null if not set.
   */
  public @Nullable Boolean tty() {
    return (Boolean) values.get(Field.TTY);
  }

  /** These parameters with {@link #tty} set, or unset by null. */
  public ConnectionParams withTty(@Nullable Boolean newValue) {
    return with(Field.TTY, newValue);
  }

  /** Whether the local ssh gets a pseudo-terminal; null if not set. */
  public @Nullable Boolean pty() {
    return (Boolean) values.get(Field.PTY);
  }

  /** These parameters with {@link #pty} set, or unset by null. */
  public ConnectionParams withPty(@Nullable Boolean newValue) {
    return with(Field.PTY, newValue);
  }

  /** What to do about host keys; null if not set. */
  public @Nullable HostKeyPolicy hostKeys() {
    return (HostKeyPolicy) values.get(Field.HOST_KEYS);
  }

  /** These parameters with {@link #hostKeys} set, or unset by null. */
  public ConnectionParams withHostKeys(@Nullable HostKeyPolicy newValue) {
    return with(Field.HOST_KEYS, newValue);
  }

  /**
   * The file of known host keys that execo writes; the user's own is read only; null if not set.
   */
  public @Nullable Path knownHosts() {
    return (Path) values.get(Field.KNOWN_HOSTS);
  }

  /** These parameters with {@link #knownHosts} set, or unset by null. */
  public ConnectionParams withKnownHosts(@Nullable Path newValue) {
    return with(Field.KNOWN_HOSTS, newValue);
  }

  /** How long connecting may take; zero for no limit; null if not set. */
  public @Nullable Duration connectTimeout() {
    return (Duration) values.get(Field.CONNECT_TIMEOUT);
  }

  /** These parameters with {@link #connectTimeout} set, or unset by null. */
  public ConnectionParams withConnectTimeout(@Nullable Duration newValue) {
    return with(Field.CONNECT_TIMEOUT, notNegative("connectTimeout", newValue));
  }

  /** The interval of the messages that tell a lost connection; zero for none; null if not set. */
  public @Nullable Duration keepAlive() {
    return (Duration) values.get(Field.KEEP_ALIVE);
  }

  /** These parameters with {@link #keepAlive} set, or unset by null. */
  public ConnectionParams withKeepAlive(@Nullable Duration newValue) {
    return with(Field.KEEP_ALIVE, notNegative("keepAlive", newValue));
  }

  /**
   * The name of the connector: {@code openssh}, {@code auto}, {@code embedded}, {@code taktuk};
   * null if not set.
   */
  public @Nullable String connector() {
    return (String) values.get(Field.CONNECTOR);
  }

  /** These parameters with {@link #connector} set, or unset by null. */
  public ConnectionParams withConnector(@Nullable String newValue) {
    return with(Field.CONNECTOR, newValue);
  }

  /** Turns a host's address into the one to connect to; null if not set. */
  @SuppressWarnings("unchecked")
  public @Nullable UnaryOperator<String> hostRewrite() {
    return (UnaryOperator<String>) values.get(Field.HOST_REWRITE);
  }

  /** These parameters with {@link #hostRewrite} set, or unset by null. */
  public ConnectionParams withHostRewrite(@Nullable UnaryOperator<String> newValue) {
    return with(Field.HOST_REWRITE, newValue);
  }

  /** The hosts to connect through, as ssh's {@code ProxyJump} takes them; null if not set. */
  public @Nullable String jump() {
    return (String) values.get(Field.JUMP);
  }

  /** These parameters with {@link #jump} set, or unset by null. */
  public ConnectionParams withJump(@Nullable String newValue) {
    return with(Field.JUMP, newValue);
  }

  /** How long a chained copy tries to reach the next host; null if not set. */
  public @Nullable Duration chainPutClientTimeout() {
    return (Duration) values.get(Field.CHAINPUT_CLIENT_TIMEOUT);
  }

  /** These parameters with {@link #chainPutClientTimeout} set, or unset by null. */
  public ConnectionParams withChainPutClientTimeout(@Nullable Duration newValue) {
    return with(Field.CHAINPUT_CLIENT_TIMEOUT, notNegative("chainPutClientTimeout", newValue));
  }

  /** How long nothing may be heard from a host of a chained copy; null if not set. */
  public @Nullable Duration chainPutServerTimeout() {
    return (Duration) values.get(Field.CHAINPUT_SERVER_TIMEOUT);
  }

  /** These parameters with {@link #chainPutServerTimeout} set, or unset by null. */
  public ConnectionParams withChainPutServerTimeout(@Nullable Duration newValue) {
    return with(Field.CHAINPUT_SERVER_TIMEOUT, notNegative("chainPutServerTimeout", newValue));
  }

  /** How often a chained copy tries each next host; null if not set. */
  public @Nullable Integer chainPutTries() {
    return (Integer) values.get(Field.CHAINPUT_TRIES);
  }

  /** These parameters with {@link #chainPutTries} set, or unset by null. */
  public ConnectionParams withChainPutTries(@Nullable Integer newValue) {
    return with(Field.CHAINPUT_TRIES, inRange("chainPutTries", newValue, Integer.MAX_VALUE));
  }

  /** How many others a host of a chained copy tries to reach; null if not set. */
  public @Nullable NextHops chainPutNextHops() {
    return (NextHops) values.get(Field.CHAINPUT_NEXT_HOPS);
  }

  /** These parameters with {@link #chainPutNextHops} set, or unset by null. */
  public ConnectionParams withChainPutNextHops(@Nullable NextHops newValue) {
    return with(Field.CHAINPUT_NEXT_HOPS, newValue);
  }

  /** The time between two tries of a chained copy; null if not set. */
  public @Nullable Duration chainPutRetryDelay() {
    return (Duration) values.get(Field.CHAINPUT_RETRY_DELAY);
  }

  /** These parameters with {@link #chainPutRetryDelay} set, or unset by null. */
  public ConnectionParams withChainPutRetryDelay(@Nullable Duration newValue) {
    return with(Field.CHAINPUT_RETRY_DELAY, notNegative("chainPutRetryDelay", newValue));
  }

  /** How long a port forwarding may take to open; null if not set. */
  public @Nullable Duration portForwardTimeout() {
    return (Duration) values.get(Field.PORT_FORWARD_TIMEOUT);
  }

  /** These parameters with {@link #portForwardTimeout} set, or unset by null. */
  public ConnectionParams withPortForwardTimeout(@Nullable Duration newValue) {
    return with(Field.PORT_FORWARD_TIMEOUT, notNegative("portForwardTimeout", newValue));
  }

  private ConnectionParams with(Field field, @Nullable Object value) {
    var changed = new EnumMap<>(values);
    if (value == null) {
      changed.remove(field);
    } else {
      changed.put(field, value);
    }
    return new ConnectionParams(changed);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConnectionParams params && values.equals(params.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The members that are set. */
  @Override
  public String toString() {
    return values.toString();
  }

  private static @Nullable Duration notNegative(String name, @Nullable Duration value) {
    if (value != null && value.isNegative()) {
      throw new IllegalArgumentException(name + " cannot be negative: " + value);
    }
    return value;
  }

  private static @Nullable Integer inRange(String name, @Nullable Integer value, int max) {
    if (value != null && (value < 1 || value > max)) {
      throw new IllegalArgumentException(name + " is between 1 and " + max + ", not " + value);
    }
    return value;
  }
}
