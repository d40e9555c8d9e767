package execo.g5k.topology;

import java.util.OptionalDouble;

/**
 * A link between two places. The key tells links between the same places apart: for a host's it
 * ends in the host's device, as {@code force10.lyon_taurus-1_eth0}. The bandwidth is in bit/s, 0 if
 * unknown; an aggregate of several cables is one link with the bandwidth of all. It is active
 * unless it is a host's and its device is not in use. The latency is in seconds, and is only known
 * of the backbone.
 */
public record Link(
    String key, Place from, Place to, long bandwidth, boolean active, OptionalDouble latency) {
  /** The other end. */
  public Place other(Place end) {
    return end.equals(from) ? to : from;
  }

  /** Links are the same if their keys are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Link that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return key;
  }
}
