package execo.internal.ssh.connecting;

import execo.host.EffectiveConnection;
import execo.host.Host;
import java.util.List;

/**
 * The connection to the last host before the destination, as ssh's option {@code -J} describes it:
 * {@code [user@]host[:port]}, several of them separated by commas, the nearest first.
 */
public final class JumpHost {
  private static final String SCHEME = "ssh://";

  private JumpHost() {}

  /**
   * How the jump host is connected to: with the keys and the trust of the destination's connection,
   * but its own user and port.
   *
   * @throws IllegalArgumentException if the host or the port is none
   */
  public static EffectiveConnection of(List<String> jumps, EffectiveConnection destination) {
    var spec = jumps.getLast();
    if (spec.startsWith(SCHEME)) {
      spec = spec.substring(SCHEME.length());
    }
    var at = spec.lastIndexOf('@');
    var user = at < 0 ? null : spec.substring(0, at);
    var place = spec.substring(at + 1);
    var colon = place.lastIndexOf(':');
    // an IPv6 address with a port is in brackets
    var hasPort =
        colon >= 0
            && (place.startsWith("[") ? place.indexOf(']') < colon : place.indexOf(':') == colon);
    var port = hasPort ? port(place.substring(colon + 1), spec) : null;
    var name = hasPort ? place.substring(0, colon) : place;
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    }
    var before = jumps.subList(0, jumps.size() - 1);
    var params =
        destination
            .params()
            .withUser(user)
            .withPort(port)
            .withJump(before.isEmpty() ? null : String.join(",", before));
    return new EffectiveConnection(new Host(name), name, user, destination.keyFile(), port, params);
  }

  private static Integer port(String text, String spec) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no port in the jump host '" + spec + "'", e);
    }
  }
}
