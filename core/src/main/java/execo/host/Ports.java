package execo.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands out the ports of a range in turn, from a random start, and passes over those in use.
 *
 * <p>Thread-safe. A port is only known to be free when it is handed out: another program may take
 * it first.
 */
public final class Ports {
  private final PortRange range;
  private final AtomicInteger turn;

  /** Ports of a range, from a random one on. */
  public Ports(PortRange range) {
    this(range, ThreadLocalRandom.current().nextInt(range.size()));
  }

  Ports(PortRange range, int start) {
    this.range = range;
    this.turn = new AtomicInteger(start);
  }

  /**
   * The next port that nothing listens on at this address.
   *
   * @throws IllegalStateException if none of the range can be bound
   */
  public int next(InetAddress address) {
    IOException last = null;
    for (int i = 0; i < range.size(); i++) {
      int port = range.from() + turn.getAndUpdate(t -> (t + 1) % range.size());
      try {
        listen(address, port, false);
        return port;
      } catch (IOException e) {
        last = e;
      }
    }
    throw new IllegalStateException(
        "no port from %d up to %d can be bound on %s"
            .formatted(range.from(), range.to() - 1, address.getHostAddress()),
        last);
  }

  /**
   * Makes sure that a listener can have this port now; connections of an earlier one that have not
   * faded away yet do not matter.
   *
   * @throws IOException if not; the message says why
   */
  public static void requireFree(InetAddress address, int port) throws IOException {
    listen(address, port, true);
  }

  private static void listen(InetAddress address, int port, boolean reuse) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(reuse);
      socket.bind(new InetSocketAddress(address, port), 1);
    }
  }
}
