package execo.process;

import execo.config.Configuration;
import execo.config.ExecoSettings;
import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.host.Ports;
import execo.internal.os.BindAddress;
import execo.internal.ssh.Connectors;
import execo.spi.ChildListener;
import execo.spi.Connector;
import execo.spi.PortForward;
import execo.time.Durations;
import execo.time.WaitInterruptedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A local port whose connections are carried to a host, and from there to a port that it reaches.
 *
 * <p>It listens from when it is open until it is killed or closed; a connection that the far side
 * refuses does not end it. Whatever else ends it is an {@link #error()}: the host cannot be
 * reached, the connection is lost, the local port is in use.
 *
 * {@snippet :
 * try (var database = new PortForwarder(frontend, "db.lyon", 5432, null).open()) {
 *   connect("127.0.0.1", database.localPort());
 * }
 * }
 */
public final class PortForwarder extends OpenableProcess<PortForwarder> {
  private static final int LAST_PORT = 65_535;
  private static final int MOST_CHOICES = 10;

  /** Nothing else shares the turns of the configured range, so that forwarders do not collide. */
  private static final class Configured {
    static final Ports PORTS = new Ports(Configuration.current().get(ExecoSettings.PORT_RANGE));
  }

  private final Host host;
  private final EffectiveConnection connection;
  private final Connector connector;
  private final String remoteHost;
  private final int remotePort;
  private String bindAddress = "127.0.0.1";
  private int localPort;

  /** Whether the user knows the port. */
  private boolean told;

  /**
   * A forwarding through a host.
   *
   * @param remoteHost where connections go, by a name that the host knows
   * @param remotePort the port they go to
   * @param params how to connect to the host, over the configured defaults; null is as configured
   * @throws IllegalArgumentException if that is no port, or the connector is not available
   */
  public PortForwarder(
      Host host, String remoteHost, int remotePort, @Nullable ConnectionParams params) {
    this(host, remoteHost, remotePort, params, Connectors::named);
  }

  /** Such a forwarding, made by this connector whatever the connection parameters name. */
  public PortForwarder(
      Host host,
      String remoteHost,
      int remotePort,
      @Nullable ConnectionParams params,
      Connector connector) {
    this(host, remoteHost, remotePort, params, name -> connector);
  }

  private PortForwarder(
      Host host,
      String remoteHost,
      int remotePort,
      @Nullable ConnectionParams params,
      Function<String, Connector> connectors) {
    super("forward to " + remoteHost + ":" + remotePort);
    if (remoteHost.isEmpty() || remoteHost.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("not a name of a host: '" + remoteHost + "'");
    }
    this.host = host;
    this.remoteHost = remoteHost;
    this.remotePort = requirePort(remotePort);
    this.connection = EffectiveConnection.of(host, params, Configuration.current().connection());
    this.connector = connectors.apply(connection.connector());
  }

  private static int requirePort(int port) {
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("a port is between 1 and " + LAST_PORT + ", not " + port);
    }
    return port;
  }

  /** Listens on this port; by default on the next free one of the configured range. */
  public PortForwarder localPort(int port) {
    requirePort(port);
    return configure(settings -> {
      localPort = port;
      told = true;
    });
  }

  /**
   * Listens on this local address; by default on 127.0.0.1, which only this machine reaches. {@code
   * "*"} is all of them.
   */
  public PortForwarder bindAddress(String address) {
    return configure(settings -> bindAddress = address);
  }

  // ---- where it leads

  /** The host that it leads through. */
  @Override
  public Host host() {
    return host;
  }

  /** Where connections go, as the host names it. */
  public String remoteHost() {
    return remoteHost;
  }

  /** The port that connections go to. */
  public int remotePort() {
    return remotePort;
  }

  /** The local address that it listens on. */
  public String bindAddress() {
    return bindAddress;
  }

  /**
   * The local port. Where none was given it is chosen when this is first asked for, at the latest
   * at the start, and stays.
   *
   * @throws IllegalStateException if no port of the range is free
   * @throws IllegalArgumentException if the address to listen on is unknown
   */
  public synchronized int localPort() {
    told = true;
    return chosenPort();
  }

  private int chosenPort() {
    if (localPort == 0) {
      localPort = Configured.PORTS.next(address());
    }
    return localPort;
  }

  /** The local port; another one than was chosen if that has been taken and nobody knows it yet. */
  private synchronized int freePort() {
    for (int choices = 1; ; choices++) {
      try {
        Ports.requireFree(address(), chosenPort());
        told = true;
        return localPort;
      } catch (IOException e) {
        if (told || choices == MOST_CHOICES) {
          throw new IllegalStateException(
              "port %d of %s cannot be listened on: %s"
                  .formatted(localPort, bindAddress, e.getMessage()),
              e);
        }
        localPort = 0;
      }
    }
  }

  private InetAddress address() {
    try {
      return BindAddress.of(bindAddress);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not a local address: '" + bindAddress + "'", e);
    }
  }

  // ---- its life

  /**
   * Starts it and waits until it is open, at most for the {@code port-forward-timeout} of the
   * connection parameters: 25 s.
   *
   * @throws ProcessesFailedException with this process, if it is not; it has been killed then
   */
  public PortForwarder open() {
    start();
    var limit = Objects.requireNonNull(connection.params().portForwardTimeout());
    boolean open;
    try {
      open = awaitOpen(limit);
    } catch (WaitInterruptedException e) {
      kill();
      throw e;
    }
    if (!open) {
      close();
      throw new ProcessesFailedException(
          (error() ? reason() : "not open after " + Durations.format(limit)) + ": " + this,
          List.of(this));
    }
    return this;
  }

  @Override
  Launch launch(ChildListener listener) {
    if (!settings().environment.isEmpty() || settings().directory != null || hasStdin()) {
      throw new IllegalArgumentException(
          "a port forwarding has no environment, directory or input of its own");
    }
    if (settings().detached) {
      throw new IllegalArgumentException("a port forwarding cannot be detached");
    }
    int port = freePort();
    var forward = new PortForward(connection, bindAddress, port, remoteHost, remotePort);
    var words = connector.commandLine(forward);
    return new Launch(connector.forward(forward, listener), words);
  }
}
