package execo.internal.os;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The local address that a port is opened on, as users write it. */
public final class BindAddress {
  private static final String ALL = "*";

  private BindAddress() {}

  /**
   * The address; {@code *} is all of this machine.
   *
   * @throws UnknownHostException if it is none
   */
  public static InetAddress of(String text) throws UnknownHostException {
    return InetAddress.getByName(text.equals(ALL) ? "0.0.0.0" : text);
  }
}
