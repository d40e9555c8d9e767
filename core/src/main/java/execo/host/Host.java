package execo.host;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A remote host: an address, and optionally a user, a key file and a port of its own, which win
 * over those of {@link ConnectionParams}.
 *
 * <p>A value: hosts with equal members are equal. Immutable and thread-safe.
 *
 * @param address a host name, an ssh alias or an IP address, IPv6 without brackets
 * @param user whom to connect as, or null
 * @param keyFile the private key to connect with, or null
 * @param port the port to connect to, or null
 */
public record Host(
    String address, @Nullable String user, @Nullable Path keyFile, @Nullable Integer port) {

  public Host {
    check("address", address);
    int colon = address.indexOf(':');
    if (address.indexOf('@') >= 0 || (colon >= 0 && address.indexOf(':', colon + 1) < 0)) {
      throw new IllegalArgumentException(
          "a host's address holds neither user nor port (Host.of reads those): '" + address + "'");
    }
    if (user != null) {
      check("user", user);
    }
    if (port != null && (port < 1 || port > 65535)) {
      throw new IllegalArgumentException(
          "a host's port is between 1 and 65535, not " + port + ": " + address);
    }
  }

  /** A host with nothing but an address. */
  public Host(String address) {
    this(address, null, null, null);
  }

  /**
   * The host that {@code [user@]address[:port]} names. The user ends at the last {@code @}. An IPv6
   * address stands in brackets ({@code [::1]:22}), or bare when no port follows: what has two
   * colons or more is an address.
   *
   * @throws IllegalArgumentException for any other text; the message names it
   */
  public static Host of(String text) {
    int at = text.lastIndexOf('@');
    String user = at < 0 ? null : text.substring(0, at);
    String rest = text.substring(at + 1);
    if (user != null && user.isEmpty()) {
      throw malformed(text, "no user before '@'");
    }
    if (rest.startsWith("[")) {
      int close = rest.indexOf(']');
      if (close < 0) {
        throw malformed(text, "no ']' after '['");
      }
      String after = rest.substring(close + 1);
      if (!after.isEmpty() && !after.startsWith(":")) {
        throw malformed(text, "only ':port' can follow ']'");
      }
      Integer port = after.isEmpty() ? null : port(text, after.substring(1));
      return new Host(rest.substring(1, close), user, null, port);
    }
    int colon = rest.indexOf(':');
    if (colon < 0 || rest.indexOf(':', colon + 1) >= 0) {
      return new Host(rest, user, null, null);
    }
    return new Host(rest.substring(0, colon), user, null, port(text, rest.substring(colon + 1)));
  }

  /** This host with another user, or with none. */
  public Host withUser(@Nullable String newUser) {
    return new Host(address, newUser, keyFile, port);
  }

  /** This host with another key file, or with none. */
  public Host withKeyFile(@Nullable Path newKeyFile) {
    return new Host(address, user, newKeyFile, port);
  }

  /** This host with another port, or with none. */
  public Host withPort(@Nullable Integer newPort) {
    return new Host(address, user, keyFile, newPort);
  }

  /**
   * {@code [user@]address[:port]}, the address alone where nothing else is set; {@link #of} reads
   * it back. The key file is not shown.
   */
  @Override
  public String toString() {
    if (user == null && port == null) {
      return address;
    }
    var out = new StringBuilder();
    if (user != null) {
      out.append(user).append('@');
    }
    if (port == null) {
      return out.append(address).toString();
    }
    if (address.indexOf(':') >= 0) {
      out.append('[').append(address).append(']');
    } else {
      out.append(address);
    }
    return out.append(':').append(port).toString();
  }

  private static int port(String text, String digits) {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9' || i > 4) {
        throw malformed(text, "'" + digits + "' is not a port");
      }
      value = value * 10 + c - '0';
    }
    if (value < 1 || value > 65535) {
      throw malformed(text, "a port is between 1 and 65535");
    }
    return value;
  }

  private static void check(String what, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a host's " + what + " cannot be empty");
    }
    if (value.charAt(0) == '-') {
      throw new IllegalArgumentException(
          "a host's " + what + " cannot start with '-': '" + value + "'");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isWhitespace(c) || Character.isISOControl(c) || ",[]".indexOf(c) >= 0) {
        throw new IllegalArgumentException(
            "a host's %s cannot hold blanks, control characters, commas or brackets: '%s'"
                .formatted(what, value));
      }
    }
  }

  private static IllegalArgumentException malformed(String text, String why) {
    return new IllegalArgumentException(
        "malformed host '" + text + "': " + why + "; accepted is [user@]address[:port]");
  }
}
