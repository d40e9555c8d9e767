package execo.g5k.topology;

/**
 * A place in the network: a host or a piece of equipment. Places are the same if their names are.
 *
 * <p>The name is unique: hosts have their short name, equipment has its site behind its own ({@code
 * gw.lyon}, {@code force10.lyon}), line cards have their number behind that ({@code gw.nancy/2}),
 * and the backbone's have theirs ({@code renater-lyon}). The site is empty for the backbone, the
 * cluster for all but hosts. {@code backplane} is in bit/s, {@code coreFlops} in flop/s; both are 0
 * if unknown, as are the cores.
 */
public record Place(
    String name, Kind kind, String site, String cluster, long backplane, long coreFlops, int cores)
    implements Comparable<Place> {
  /** What a place is. */
  public enum Kind {
    /** A host. */
    HOST,
    /** A line card of a router. */
    LINECARD,
    /** A switch. */
    SWITCH,
    /** The router of a site. */
    ROUTER,
    /** Equipment between the sites. */
    BACKBONE
  }

  /** The name without the site. */
  public String shortName() {
    int dot = name.indexOf('.');
    return dot < 0 || kind == Kind.BACKBONE || kind == Kind.LINECARD
        ? name
        : name.substring(0, dot);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** By name. */
  @Override
  public int compareTo(Place other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
