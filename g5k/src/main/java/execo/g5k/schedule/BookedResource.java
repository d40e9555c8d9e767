package execo.g5k.schedule;

import java.util.List;

/**
 * What a site's status says of one resource: a host, a vlan, a subnet or a disk. {@code hard} is
 * whether it works ({@code alive}, {@code standby}, {@code absent}, {@code suspected}, {@code
 * dead}), {@code soft} whether it is busy now, {@code type} its kind where it has one, as {@code
 * kavlan-global}; {@code jobs} are those that run on it and those that wait for it.
 */
public record BookedResource(String hard, String soft, String type, List<Booking> jobs) {
  /** A status; the list is copied. */
  public BookedResource {
    jobs = List.copyOf(jobs);
  }

  /** Whether a job may get it: it works, or it sleeps and would be woken. */
  public boolean usable() {
    return hard.equals("alive") || hard.equals("standby");
  }

  /** Whether it is broken or retired. */
  public boolean dead() {
    return hard.equals("dead");
  }
}
