package execo.cli.input;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A port forwarding as ssh's {@code -L} writes it: {@code [[BIND:]LPORT:]RHOST:RPORT}, addresses
 * with colons in brackets.
 *
 * @param bindAddress the local address; null if none is given
 * @param localPort the local port; 0 is the next free one
 * @param remoteHost where it leads
 * @param remotePort the port there
 */
public record ForwardSpec(
    @Nullable String bindAddress, int localPort, String remoteHost, int remotePort) {
  private static final String ADDRESS = "\\[([^\\]\\s]+)\\]|([^:\\[\\]\\s]+)";
  private static final Pattern FORM =
      Pattern.compile("(?:(?:(?:%s):)?(\\d{1,5}):)?(?:%s):(\\d{1,5})".formatted(ADDRESS, ADDRESS));
  private static final int LAST_PORT = 65_535;

  /**
   * Reads one.
   *
   * @throws BadInput if it is malformed
   */
  public static ForwardSpec parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      throw new BadInput(
          "not a port forwarding: '" + text + "'; accepted is [[BIND:]LPORT:]RHOST:RPORT");
    }
    var bind = match.group(1) != null ? match.group(1) : match.group(2);
    var host = match.group(4) != null ? match.group(4) : match.group(5);
    var local = match.group(3) == null ? 0 : port(text, match.group(3), 0);
    return new ForwardSpec(bind, local, host, port(text, match.group(6), 1));
  }

  private static int port(String text, String digits, int least) {
    int port = Integer.parseInt(digits);
    if (port < least || port > LAST_PORT) {
      throw new BadInput(
          "a port is between 1 and " + LAST_PORT + ", not " + digits + ": '" + text + "'");
    }
    return port;
  }
}
