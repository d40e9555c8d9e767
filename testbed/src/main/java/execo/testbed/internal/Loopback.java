package execo.testbed.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Addresses that are all this machine, and ports that are free on them. */
public final class Loopback {
  /** The most hosts of a fleet. */
  public static final int MOST = 10_000;

  private static final int PER_NET = 254;
  private static final int TRIES = 50;

  private Loopback() {}

  /** 127.1.0.1 and on, without those that end in 0 or 255. */
  public static List<String> addresses(int count) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "a fleet has between 1 and " + MOST + " hosts, not " + count);
    }
    var addresses = new ArrayList<String>(count);
    for (var i = 0; i < count; i++) {
      addresses.add("127.1." + i / PER_NET + "." + (i % PER_NET + 1));
    }
    return addresses;
  }

  /** A port that nothing listens on at any of the addresses. */
  public static int freePort(Collection<String> addresses) throws IOException {
    for (var tries = 1; ; tries++) {
      var port = 0;
      try {
        for (var address : addresses) {
          try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port), 1);
            port = socket.getLocalPort();
          }
        }
        return port;
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }
}
