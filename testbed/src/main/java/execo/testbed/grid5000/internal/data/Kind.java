package execo.testbed.grid5000.internal.data;

import java.util.List;
import java.util.Locale;

/** A kind of reference resource, and the collections that it owns, in the order of its links. */
public enum Kind {
  /** The grid itself. */
  GRID("network_equipments", "sites"),
  /** A site. */
  SITE("clusters", "network_equipments", "pdus", "servers"),
  /** A cluster. */
  CLUSTER("nodes"),
  /** A node. */
  NODE,
  /** A switch, a router or a point of the backbone. */
  NETWORK_EQUIPMENT,
  /** A power distribution unit. */
  PDU,
  /** A server of a site. */
  SERVER;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> collections;

  Kind(String... collections) {
    this.collections = List.of(collections);
  }

  /** The names of the collections that such an item owns. */
  public List<String> collections() {
    return collections;
  }

  /** The kind of the items of a collection. */
  public static Kind of(String collection) {
    return valueOf(collection.substring(0, collection.length() - 1).toUpperCase(Locale.ROOT));
  }

  /** How the repository of the reference data orders such items: a directory or a file each. */
  String sortKey(String uid) {
    return this == SITE || this == CLUSTER ? uid + "/" : uid + ".json";
  }
}
