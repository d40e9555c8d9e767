package execo.testbed;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.testbed.internal.FleetServer;
import execo.testbed.internal.Keys;
import execo.testbed.internal.Leftovers;
import execo.testbed.internal.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hosts inside this JVM: SSH servers on loopback addresses, one port for all, that run real
 * commands on this machine.
 *
 * <p>Each host has a home directory of its own, where its commands and copies begin; {@code
 * HOSTNAME} is its address. Commands run as sshd runs them: a clean environment, a session of their
 * own, and a parent process that is gone as soon as the connection is. Two things differ: an exit
 * code from 129 to 159 is reported as the signal that it stands for, and what a command left behind
 * holds its output open for half a second only.
 *
 * {@snippet :
 * try (var fleet = Fleet.start(20)) {
 *   var remote = new Remote("echo $HOSTNAME", fleet.hosts(), fleet.connection()).run();
 * }
 * }
 *
 * <p>Needs Linux, where all of 127.0.0.0/8 is this machine. A thousand hosts cost no more threads
 * than one. Thread-safe. Closing it, or the end of the JVM, ends all that runs on its hosts and
 * deletes its directory.
 */
public final class Fleet implements AutoCloseable {
  private static final int TRIES = 20;
  private static final int HUNG_BACKLOG = 1024;

  private final Path directory;
  private final Keys keys;
  private final FleetServer server;
  private final int port;
  private final Map<String, FleetHost> sites;
  private final Map<String, ServerSocket> hung = new HashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread atExit = new Thread(this::end, "fleet at exit");

  private Fleet(List<String> addresses, Path directory) throws IOException {
    this.directory = directory;
    keys = Keys.generate(directory);
    sites = sites(directory, addresses, keys);
    server = FleetServer.of(sites, keys, directory);
    port = listen();
    keys.writeKnownHosts(port);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts so many hosts.
   *
   * @throws IllegalArgumentException if that is not between 1 and {@value Loopback#MOST}
   * @throws UncheckedIOException if they cannot be started
   */
  public static Fleet start(int size) {
    var addresses = Loopback.addresses(size);
    try {
      var directory = Files.createTempDirectory("execo-fleet-").toRealPath();
      try {
        return new Fleet(addresses, directory);
      } catch (IOException | RuntimeException e) {
        Leftovers.delete(directory);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the hosts cannot be started: " + e.getMessage(), e);
    }
  }

  private static Map<String, FleetHost> sites(Path directory, List<String> addresses, Keys keys)
      throws IOException {
    var sites = new LinkedHashMap<String, FleetHost>();
    for (var address : addresses) {
      var home = Files.createDirectories(directory.resolve("hosts").resolve(address));
      sites.put(address, new FleetHost(address, home, keys, new AtomicInteger(Integer.MAX_VALUE)));
    }
    return Collections.unmodifiableMap(sites);
  }

  private int listen() throws IOException {
    for (var tries = 1; ; tries++) {
      var candidate = Loopback.freePort(sites.keySet());
      try {
        server.listen(sites.keySet(), candidate);
        return candidate;
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** The hosts, in the order of their addresses. */
  public List<Host> hosts() {
    return sites.keySet().stream().map(Host::new).toList();
  }

  /** The first hosts. */
  public List<Host> hosts(int count) {
    return hosts().subList(0, count);
  }

  /** The port that all hosts listen on. */
  public int port() {
    return port;
  }

  /** How to connect to the hosts: user, key, port, and the file that their key is known from. */
  public ConnectionParams connection() {
    return ConnectionParams.none()
        .withUser(System.getProperty("user.name"))
        .withKeyFile(keys.file())
        .withPort(port)
        .withHostKeys(HostKeyPolicy.STRICT)
        .withKnownHosts(keys.knownHosts());
  }

  /** The home directory of a host. */
  public Path home(Host host) {
    return site(host).home();
  }

  /** The directory of the fleet, for what is to be deleted with it. */
  public Path directory() {
    return directory;
  }

  /** Refuses connections to a host from now on; those there are stay. */
  public synchronized void stop(Host host) {
    var endpoint = endpoint(host);
    unhang(host);
    server.unbind(endpoint);
  }

  /** Accepts connections to a host from now on and says nothing on them; those there are stay. */
  public synchronized void hang(Host host) {
    stop(host);
    try {
      // Nobody accepts: the kernel completes the connections, up to the backlog.
      var socket = new ServerSocket();
      hung.put(host.address(), socket);
      socket.bind(endpoint(host), HUNG_BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves connections to a host again. */
  public synchronized void restart(Host host) {
    stop(host);
    try {
      server.bind(endpoint(host));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Limits the sessions that a host admits at once on a connection, as sshd's MaxSessions does;
   * those there are stay.
   */
  public void limitSessions(Host host, int most) {
    site(host).sessions().set(most);
  }

  /** Cuts all connections to a host, without a word. */
  public void disconnect(Host host) {
    server.cut(site(host));
  }

  private void unhang(Host host) {
    var socket = hung.remove(host.address());
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private InetSocketAddress endpoint(Host host) {
    return new InetSocketAddress(InetAddress.ofLiteral(site(host).address()), port);
  }

  private FleetHost site(Host host) {
    var site = sites.get(host.address());
    if (site == null) {
      throw new IllegalArgumentException("not a host of this fleet: " + host);
    }
    return site;
  }

  @Override
  public void close() {
    if (end()) {
      Runtime.getRuntime().removeShutdownHook(atExit);
    }
  }

  private boolean end() {
    if (!closed.compareAndSet(false, true)) {
      return false;
    }
    synchronized (this) {
      sites.keySet().forEach(address -> unhang(new Host(address)));
    }
    server.end();
    Leftovers.kill(directory);
    Leftovers.delete(directory);
    return true;
  }
}
