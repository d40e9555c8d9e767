package execo.g5k.oar;

import execo.internal.shell.ShellWords;
import execo.time.Dates;
import execo.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of OAR: the resources of a job, and how it is to be run. Whatever is null or empty
 * is not said to OAR, which then takes its own defaults.
 *
 * {@snippet :
 * var submission = OarSubmission.of("{cluster='taurus'}/nodes=2", "{type='kavlan'}/vlan=1")
 *     .withWalltime("2:00:00").withTypes("deploy").withName("first try");
 * }
 *
 * <p>A value: immutable and thread-safe.
 *
 * @param resources the alternatives that OAR may choose from, usually one; each is what one {@code
 *     -l} of oarsub takes, without a walltime if {@code walltime} is set
 * @param walltime how long the job may last, for each alternative
 * @param types types of the job: {@code deploy}, {@code besteffort}, …
 * @param properties an SQL condition on the resources
 * @param queue the queue
 * @param reservationDate when the job is to start; null is as soon as possible
 * @param directory where the command runs, on the first node
 * @param project the project
 * @param name the name of the job
 * @param additionalOptions further words for oarsub, given to it as they are
 * @param command what the job runs; null is to sleep for ever
 */
public record OarSubmission(
    List<String> resources,
    @Nullable Duration walltime,
    List<String> types,
    @Nullable String properties,
    @Nullable String queue,
    @Nullable Instant reservationDate,
    @Nullable String directory,
    @Nullable String project,
    @Nullable String name,
    List<String> additionalOptions,
    @Nullable String command) {

  private static final OarSubmission NONE =
      new OarSubmission(
          List.of(), null, List.of(), null, null, null, null, null, null, List.of(), null);

  public OarSubmission {
    resources = List.copyOf(resources);
    types = List.copyOf(types);
    additionalOptions = List.copyOf(additionalOptions);
    for (String alternative : resources) {
      if (alternative.isBlank()) {
        throw new IllegalArgumentException("the resources of a job cannot be an empty text");
      }
      if (walltime != null && alternative.contains("walltime=")) {
        throw new IllegalArgumentException(
            "the walltime is given twice: %s, and in the resources '%s'"
                .formatted(Durations.format(walltime), alternative));
      }
    }
    if (walltime != null && walltime.isNegative()) {
      throw new IllegalArgumentException("a walltime cannot be negative: " + walltime);
    }
  }

  /** A submission of these resources, all of them: what oarsub joins by {@code +}. */
  public static OarSubmission of(String... resources) {
    return NONE.withResources(resources);
  }

  /** This submission of these resources, all of them, without any alternative. */
  public OarSubmission withResources(String... parts) {
    return withAlternatives(parts.length == 0 ? List.of() : List.of(join(parts)));
  }

  /** This submission with one more alternative: OAR chooses the one that ends first. */
  public OarSubmission orResources(String... parts) {
    var more = new ArrayList<>(resources);
    more.add(join(parts));
    return withAlternatives(more);
  }

  private static String join(String... parts) {
    for (String part : parts) {
      if (part.isBlank()) {
        throw new IllegalArgumentException(
            "a part of the resources is empty: " + Arrays.toString(parts));
      }
    }
    return String.join("+", parts);
  }

  private OarSubmission withAlternatives(List<String> alternatives) {
    return with(copy -> copy.resources = alternatives);
  }

  /** This submission with a walltime. */
  public OarSubmission withWalltime(@Nullable Duration newValue) {
    return with(copy -> copy.walltime = newValue);
  }

  /** This submission with a walltime as text: {@code "2:00:00"}, {@code "2:00"}, {@code "90m"}. */
  public OarSubmission withWalltime(String text) {
    return withWalltime(Durations.parseWalltime(text));
  }

  /** This submission with these types of job, instead of those that it has. */
  public OarSubmission withTypes(String... newValue) {
    return with(copy -> copy.types = List.of(newValue));
  }

  /** This submission with these types of job besides those that it has, each once. */
  public OarSubmission plusTypes(String... more) {
    var all = new LinkedHashSet<>(types);
    Collections.addAll(all, more);
    return with(copy -> copy.types = List.copyOf(all));
  }

  /** This submission with an SQL condition on the resources: {@code "cluster='taurus'"}. */
  public OarSubmission withProperties(@Nullable String newValue) {
    return with(copy -> copy.properties = newValue);
  }

  /** This submission with a queue. */
  public OarSubmission withQueue(@Nullable String newValue) {
    return with(copy -> copy.queue = newValue);
  }

  /** This submission as a reservation that starts at a date; the fraction of a second is lost. */
  public OarSubmission withReservationDate(@Nullable Instant newValue) {
    return with(copy -> copy.reservationDate = newValue);
  }

  /**
   * This submission as a reservation that starts at a date, as text in one of the forms of {@link
   * Dates}; without a zone, the local one is meant.
   */
  public OarSubmission withReservationDate(String text) {
    return withReservationDate(Dates.parse(text));
  }

  /** This submission with a directory for the command, a path on the nodes. */
  public OarSubmission withDirectory(@Nullable String newValue) {
    return with(copy -> copy.directory = newValue);
  }

  /** This submission with a project. */
  public OarSubmission withProject(@Nullable String newValue) {
    return with(copy -> copy.project = newValue);
  }

  /** This submission with a name for the job. */
  public OarSubmission withName(@Nullable String newValue) {
    return with(copy -> copy.name = newValue);
  }

  /** This submission with further words for oarsub, each given to it as it is. */
  public OarSubmission withOptions(List<String> words) {
    return with(copy -> copy.additionalOptions = words);
  }

  /** This submission with further options for oarsub, cut into words as a shell does. */
  public OarSubmission withOptions(String text) {
    return withOptions(ShellWords.split(text));
  }

  /** This submission with a command for the job to run. */
  public OarSubmission withCommand(@Nullable String newValue) {
    return with(copy -> copy.command = newValue);
  }

  /** The members, to be changed before they become a submission again. */
  private static final class Copy {
    List<String> resources;
    @Nullable Duration walltime;
    List<String> types;
    @Nullable String properties;
    @Nullable String queue;
    @Nullable Instant reservationDate;
    @Nullable String directory;
    @Nullable String project;
    @Nullable String name;
    List<String> additionalOptions;
    @Nullable String command;

    Copy(OarSubmission of) {
      resources = of.resources;
      walltime = of.walltime;
      types = of.types;
      properties = of.properties;
      queue = of.queue;
      reservationDate = of.reservationDate;
      directory = of.directory;
      project = of.project;
      name = of.name;
      additionalOptions = of.additionalOptions;
      command = of.command;
    }
  }

  private OarSubmission with(Consumer<Copy> change) {
    var copy = new Copy(this);
    change.accept(copy);
    return new OarSubmission(
        copy.resources,
        copy.walltime,
        copy.types,
        copy.properties,
        copy.queue,
        copy.reservationDate,
        copy.directory,
        copy.project,
        copy.name,
        copy.additionalOptions,
        copy.command);
  }

  /** This submission to a site; null is the default frontend. */
  public OarRequest at(@Nullable String site) {
    return new OarRequest(this, site);
  }

  /** The members that are set: {@code OarSubmission(resources='nodes=4', walltime=1h0m0s)}. */
  @Override
  public String toString() {
    var members = new ArrayList<String>();
    add(members, "resources", String.join("' or '", resources));
    if (walltime != null) {
      members.add("walltime=" + Durations.format(walltime));
    }
    add(members, "types", String.join("', '", types));
    add(members, "properties", properties);
    add(members, "queue", queue);
    if (reservationDate != null) {
      members.add("reservationDate=" + Dates.format(reservationDate));
    }
    add(members, "directory", directory);
    add(members, "project", project);
    add(members, "name", name);
    add(members, "additionalOptions", ShellWords.quote(additionalOptions));
    add(members, "command", command);
    return "OarSubmission(" + String.join(", ", members) + ")";
  }

  private static void add(List<String> members, String member, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      members.add(member + "='" + value + "'");
    }
  }
}
