package execo.g5k.planning;

import java.util.Locale;

/** A vlan of a site and when it is free. */
public record VlanPlanning(int id, Kind kind, Timetable timetable) {
  /** What hosts a vlan can have. */
  public enum Kind {
    /** Those of its site, reached through a gateway only. */
    LOCAL,
    /** Those of its site. */
    ROUTED,
    /** Those of all sites. */
    GLOBAL,
    /** Those of all sites, and it belongs to another one. */
    REMOTE
  }

  /** Its name, as kavlan-4. */
  public String name() {
    return "kavlan-" + id;
  }

  /** The kind that a status tells, or that the number does: up to 3 local, up to 9 routed. */
  static Kind kind(int id, String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "kavlan-local" -> Kind.LOCAL;
      case "kavlan" -> Kind.ROUTED;
      case "kavlan-global" -> Kind.GLOBAL;
      case "kavlan-global-remote" -> Kind.REMOTE;
      default -> id <= 3 ? Kind.LOCAL : id < 10 ? Kind.ROUTED : Kind.GLOBAL;
    };
  }
}
