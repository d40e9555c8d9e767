package execo.g5k.net;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Random MAC addresses for virtual machines, all of them with the prefix {@code 00:20:4e}. */
public final class MacAddresses {
  private static final int MOST = 1 << 24;

  private MacAddresses() {}

  /**
   * So many addresses, each one once.
   *
   * @throws IllegalArgumentException if there are not so many
   */
  public static List<String> random(int count) {
    return random(count, RandomGenerator.getDefault());
  }

  /** The same, drawn from a generator. */
  public static List<String> random(int count, RandomGenerator generator) {
    if (count < 0 || count > MOST / 2) {
      throw new IllegalArgumentException(
          "a number of MAC addresses is between 0 and " + MOST / 2 + ", not " + count);
    }
    var drawn = new LinkedHashSet<Integer>();
    while (drawn.size() < count) {
      drawn.add(generator.nextInt(MOST));
    }
    var addresses = new ArrayList<String>(count);
    for (int tail : drawn) {
      addresses.add(
          String.format(
              Locale.ROOT, "00:20:4e:%02x:%02x:%02x", tail >> 16, tail >> 8 & 255, tail & 255));
    }
    return List.copyOf(addresses);
  }
}
