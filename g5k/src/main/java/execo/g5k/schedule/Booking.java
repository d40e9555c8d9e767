package execo.g5k.schedule;

import execo.g5k.api.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A job of OAR, as far as it says what is booked: as the API shows it (g5k-api's {@code
 * grid5000/job.rb}): among the reservations of a site's status, or in a list of jobs. Dates are
 * seconds since the epoch, 0 for none; {@code cores} are texts such as {@code
 * taurus-1.lyon.grid5000.fr/3}. Lists of resources are empty where the API was not asked for them.
 */
public record Booking(
    long uid,
    String user,
    String name,
    String queue,
    String state,
    List<String> types,
    long submittedAt,
    long scheduledAt,
    long startedAt,
    long stoppedAt,
    long walltime,
    List<String> nodes,
    List<String> cores,
    List<String> vlans,
    List<String> subnets,
    List<String> disks) {
  /** What follows a job before its resources can be used again, in seconds. */
  public static final long MARGIN = 120;

  private static final Set<String> ENDED = Set.of("terminated", "error");

  /** A job; the lists are copied. */
  public Booking {
    types = List.copyOf(types);
    nodes = List.copyOf(nodes);
    cores = List.copyOf(cores);
    vlans = List.copyOf(vlans);
    subnets = List.copyOf(subnets);
    disks = List.copyOf(disks);
  }

  /** The job that an item of the API tells of; what it does not say is empty or 0. */
  public static Booking of(JsonNode item) {
    var resources = item.path("resources_by_type");
    return new Booking(
        item.path("uid").asLong(0),
        text(item, "user"),
        text(item, "name"),
        text(item, "queue"),
        text(item, "state").toLowerCase(Locale.ROOT),
        texts(item.path("types")),
        item.path("submitted_at").asLong(0),
        item.path("scheduled_at").asLong(0),
        item.path("started_at").asLong(0),
        item.path("stopped_at").asLong(0),
        item.path("walltime").asLong(0),
        texts(item.path("assigned_nodes")),
        texts(resources.path("cores")),
        texts(resources.path("vlans")),
        texts(resources.path("subnets")),
        texts(resources.path("disks")));
  }

  /** What a job of the API books. */
  public static Booking of(Job job) {
    return of(job.json());
  }

  private static String text(JsonNode item, String key) {
    return item.path(key).asString("");
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>(array.size());
    for (var text : array) {
      texts.add(text.asString(""));
    }
    return texts;
  }

  /** Whether it runs on what nobody else wants, and leaves when somebody does. */
  public boolean besteffort() {
    return queue.equals("besteffort") || types.contains("besteffort");
  }

  /** Whether it is over. */
  public boolean ended() {
    return ENDED.contains(state);
  }

  /**
   * When it runs or will run, from its start to the end of its walltime; none while OAR has no
   * prediction for it.
   */
  public Optional<Interval> runs() {
    long start = startedAt != 0 ? startedAt : scheduledAt;
    return start == 0 || walltime <= 0
        ? Optional.empty()
        : Optional.of(new Interval(start, start + walltime));
  }

  /** When its resources are not free for others: {@link #runs} and {@link #MARGIN} after it. */
  public Optional<Interval> blocks() {
    return ended()
        ? Optional.empty()
        : runs().map(runs -> new Interval(runs.start(), runs.end() + MARGIN));
  }
}
