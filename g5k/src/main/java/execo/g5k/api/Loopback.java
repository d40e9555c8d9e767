package execo.g5k.api;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses of this machine, which nothing on the way sees: told by the name alone. */
final class Loopback {
  private Loopback() {}

  /** Whether an address is {@code localhost}, or one of 127.0.0.0/8 or ::1. */
  static boolean is(URI uri) {
    @Nullable String host = uri.getHost();
    if (host == null) {
      return false;
    }
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals("localhost")) {
      return true;
    }
    boolean ip6 = name.startsWith("[") && name.endsWith("]");
    try {
      return InetAddress.ofLiteral(ip6 ? name.substring(1, name.length() - 1) : name)
          .isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
