package execo.g5k.net;

import execo.g5k.Frontend;
import execo.g5k.G5kSettings;
import execo.host.Host;
import execo.process.PortForwarder;
import execo.process.ProcessesFailedException;
import org.jspecify.annotations.Nullable;

/**
 * A way to a port inside Grid'5000: the port itself for a program that runs inside, and a
 * forwarding through the frontend of a site for one that runs outside.
 *
 * {@snippet :
 * try (var database = AutoPortForwarder.open(settings, "lyon", "taurus-1.lyon.grid5000.fr", 5432)) {
 *   connect(database.host(), database.port());
 * }
 * }
 *
 * <p>Thread-safe.
 */
public final class AutoPortForwarder implements AutoCloseable {
  private final String host;
  private final int port;
  private final @Nullable PortForwarder forwarder;

  private AutoPortForwarder(String host, int port, @Nullable PortForwarder forwarder) {
    this.host = host;
    this.port = port;
    this.forwarder = forwarder;
  }

  /**
   * Opens a way and waits until it can be used.
   *
   * @param site through whose frontend it goes from outside
   * @param host where it leads, by a name that the frontend knows
   * @throws ProcessesFailedException if the forwarding does not open
   */
  public static AutoPortForwarder open(G5kSettings settings, String site, String host, int port) {
    return open(settings, site, host, port, settings.inside());
  }

  static AutoPortForwarder open(
      G5kSettings settings, String site, String host, int port, boolean inside) {
    Frontend frontend = settings.frontend(site);
    Host through = frontend.host();
    if (inside || through == null) {
      return new AutoPortForwarder(host, port, null);
    }
    var forwarder = new PortForwarder(through, host, port, settings.frontendConnection()).open();
    return new AutoPortForwarder("127.0.0.1", forwarder.localPort(), forwarder);
  }

  /** The host to connect to. */
  public String host() {
    return host;
  }

  /** The port to connect to. */
  public int port() {
    return port;
  }

  /** Whether connections go through a frontend. */
  public boolean forwarded() {
    return forwarder != null;
  }

  /** Ends the forwarding, if there is one. */
  @Override
  public void close() {
    if (forwarder != null) {
      forwarder.close();
    }
  }
}
