package execo.internal.chain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one host stands in a transfer. Guarded by the transfer. */
final class Place {
  /** How the hosts before it reach its agent; null while that is not ready. */
  @Nullable Address address;

  /** Whether it has been given a place in the chain. */
  boolean attached;

  /** The host that feeds it; null is this machine. */
  @Nullable Member parent;

  /** The name of the connection from there. */
  int link;

  /** What feeds it from this machine. */
  @Nullable Feed feed;

  /** Bytes of the stream that it has. */
  long at;

  /** When that has changed last. */
  long moved;

  /** Whether it took nothing any more when it was last looked at, so that none should follow it. */
  boolean stalled;

  /** How many hosts it could not reach. */
  int misses;

  /** Whether the one that fed it gave it up. */
  boolean lost;

  /**
   * Where an agent listens.
   *
   * @param names addresses of the host, the likeliest first
   */
  record Address(int port, List<String> names) {}
}
