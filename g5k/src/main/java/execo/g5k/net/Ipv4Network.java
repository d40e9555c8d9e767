package execo.g5k.net;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A network of IPv4 addresses, {@code 10.4.0.0/18}.
 *
 * <p>A value. Immutable and thread-safe.
 *
 * @param first the first address, as a number
 * @param prefix how many bits all addresses have in common
 */
public record Ipv4Network(int first, int prefix) {

  public Ipv4Network {
    if (prefix < 0 || prefix > 32) {
      throw new IllegalArgumentException("a prefix is between 0 and 32, not " + prefix);
    }
    first &= mask(prefix);
  }

  /**
   * The network of an address and its prefix, {@code 10.4.0.0/18}.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Ipv4Network parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,2}")) {
      throw malformed(text);
    }
    return new Ipv4Network(
        address(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  /**
   * An address as a number.
   *
   * @throws IllegalArgumentException if it is not four numbers from 0 to 255 with dots
   */
  public static int address(String text) {
    String[] parts = text.split("\\.", -1);
    int address = 0;
    for (String part : parts) {
      if (parts.length != 4 || !part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
        throw malformed(text);
      }
      address = address << 8 | Integer.parseInt(part);
    }
    return address;
  }

  /** A number as an address. */
  public static String text(int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 255)
        + "."
        + (address >>> 8 & 255)
        + "."
        + (address & 255);
  }

  /** All addresses, both ends included; they are made when they are asked for. */
  public List<String> addresses() {
    int size = (int) Math.min(Integer.MAX_VALUE, 1L << (32 - prefix));
    return new Addresses(first, size);
  }

  /** The first address. */
  public String network() {
    return text(first);
  }

  /** The mask, {@code 255.255.192.0}. */
  public String mask() {
    return text(mask(prefix));
  }

  /** Whether an address is in it. */
  public boolean contains(String address) {
    return (address(address) & mask(prefix)) == first;
  }

  /** {@code 10.4.0.0/18}. */
  @Override
  public String toString() {
    return network() + "/" + prefix;
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << (32 - prefix);
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "malformed network '" + text + "'; accepted is as 10.4.0.0/18");
  }

  private static final class Addresses extends AbstractList<String> implements RandomAccess {
    private final int first;
    private final int size;

    Addresses(int first, int size) {
      this.first = first;
      this.size = size;
    }

    @Override
    public String get(int index) {
      return text(first + Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
      return size;
    }
  }
}
