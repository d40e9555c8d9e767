package execo.host;

/**
 * How many hosts further along the chain a chained copy tries when the next one does not answer.
 *
 * @param amount the number of hosts, or their percentage of the chain
 * @param share whether it is a percentage
 */
public record NextHops(int amount, boolean share) {

  public NextHops {
    if (amount < 1 || (share && amount > 100)) {
      throw new IllegalArgumentException(
          "not a number of next hops: %d%s; accepted are 1 or more, or 1%% to 100%%"
              .formatted(amount, share ? "%" : ""));
    }
  }

  /** A number of hosts. */
  public static NextHops of(int hosts) {
    return new NextHops(hosts, false);
  }

  /** A percentage of the chain. */
  public static NextHops percent(int percent) {
    return new NextHops(percent, true);
  }

  /**
   * What {@code 10} or {@code 50%} says.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static NextHops parse(String text) {
    boolean share = text.endsWith("%");
    try {
      return new NextHops(
          Integer.parseInt(share ? text.substring(0, text.length() - 1) : text), share);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "not a number of next hops: '" + text + "'; accepted are a number or a share, as 50%", e);
    }
  }

  /** The number of hosts to try in a chain of so many, at least one. */
  public int in(int chainLength) {
    return share ? Math.max(1, (int) ((long) chainLength * amount / 100)) : amount;
  }

  @Override
  public String toString() {
    return share ? amount + "%" : Integer.toString(amount);
  }
}
