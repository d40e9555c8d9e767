package execo.g5k.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the resources of a site or a cluster do at a moment.
 *
 * @param at the moment, by the clock of the API
 * @param nodes by their full names
 * @param disks by names as {@code sdb.taurus-1}
 * @param vlans by the numbers of the kavlans
 * @param subnets by names as {@code 10.134.92.0/22}
 */
public record Status(
    Instant at,
    Map<String, NodeStatus> nodes,
    Map<String, ResourceStatus> disks,
    Map<String, ResourceStatus> vlans,
    Map<String, ResourceStatus> subnets) {

  /** The status that an answer of the API tells. */
  public static Status of(JsonNode node) {
    return new Status(
        Instant.ofEpochSecond(node.path("uid").asLong(0)),
        Json.map(node.path("nodes"), NodeStatus::of),
        Json.map(node.path("disks"), ResourceStatus::of),
        Json.map(node.path("vlans"), ResourceStatus::of),
        Json.map(node.path("subnets"), ResourceStatus::of));
  }

  /**
   * Whether it tells what is reserved, of all that is not dead. It does not to callers that are not
   * logged in, nor without the details of jobs.
   */
  public boolean tellsReservations() {
    return nodes.values().stream().allMatch(node -> tells(node.hard(), node.reservations()))
        && Stream.of(disks, vlans, subnets)
            .flatMap(resources -> resources.values().stream())
            .allMatch(resource -> tells(resource.hard(), resource.reservations()));
  }

  private static boolean tells(String hard, @Nullable List<Job> reservations) {
    return reservations != null || hard.equals("dead");
  }

  private static @Nullable List<Job> reservations(JsonNode resource) {
    JsonNode reservations = resource.path("reservations");
    return reservations.isArray() ? Json.list(reservations, Job::of) : null;
  }

  /**
   * What a node does.
   *
   * @param hard {@code alive}, {@code dead}, {@code absent}, {@code suspected} or {@code standby}
   * @param soft {@code free}, {@code busy}, {@code free_busy} (half of the cores or fewer are
   *     busy), {@code busy_free}, {@code unknown}; the busy ones may end in {@code _besteffort}
   * @param comment a remark of the administrators, or null
   * @param freeSlots how many cores are free
   * @param freeableSlots how many are used by besteffort jobs only
   * @param busySlots how many are used
   * @param reservations the jobs that run there or will, without their nodes; null if the API does
   *     not tell them, as it does not if nobody is logged in
   */
  public record NodeStatus(
      String hard,
      String soft,
      @Nullable String comment,
      int freeSlots,
      int freeableSlots,
      int busySlots,
      @Nullable List<Job> reservations) {

    static NodeStatus of(JsonNode node) {
      return new NodeStatus(
          Json.textOrEmpty(node, "hard"),
          Json.textOrEmpty(node, "soft"),
          Json.text(node, "comment"),
          Json.count(node, "free_slots"),
          Json.count(node, "freeable_slots"),
          Json.count(node, "busy_slots"),
          Status.reservations(node));
    }

    /** Whether jobs can be planned on it: alive, or asleep and waking up when needed. */
    public boolean available() {
      return hard.equals("alive") || hard.equals("standby");
    }
  }

  /**
   * What a disk, a kavlan or a subnet does.
   *
   * @param hard {@code alive}, {@code dead}, {@code absent} or {@code suspected}
   * @param soft {@code free} or {@code busy}
   * @param type what a kavlan is, {@code kavlan-local}, {@code kavlan} or {@code kavlan-global}; or
   *     null
   * @param reservations the jobs that have it or will; null if the API does not tell them
   */
  public record ResourceStatus(
      String hard, String soft, @Nullable String type, @Nullable List<Job> reservations) {

    static ResourceStatus of(JsonNode node) {
      return new ResourceStatus(
          Json.textOrEmpty(node, "hard"),
          Json.textOrEmpty(node, "soft"),
          Json.text(node, "type"),
          Status.reservations(node));
    }

    /** Whether jobs can be planned on it. */
    public boolean available() {
      return hard.equals("alive") || hard.equals("standby");
    }
  }
}
