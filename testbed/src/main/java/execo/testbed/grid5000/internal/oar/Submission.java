package execo.testbed.grid5000.internal.oar;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user submits.
 *
 * @param user who
 * @param resources what follows each {@code -l}: alternatives
 * @param command what to run, null for an interactive job or a reservation
 * @param types the types of the job
 * @param properties the condition on all resources, empty if there is none
 * @param queue the queue, null for that which follows from the types
 * @param project the project, null for {@code default}
 * @param name the name, null if it has none
 * @param directory where it runs
 * @param stdout the file for its output, null for the default
 * @param stderr the file for its errors, null for the default
 * @param reservation when it is to start, null as soon as possible
 * @param hold whether it waits to be resumed
 * @param jobKey whether it gets a key of its own
 * @param text the words of the user
 */
public record Submission(
    String user,
    List<String> resources,
    @Nullable String command,
    List<String> types,
    String properties,
    @Nullable String queue,
    @Nullable String project,
    @Nullable String name,
    String directory,
    @Nullable String stdout,
    @Nullable String stderr,
    @Nullable Instant reservation,
    boolean hold,
    boolean jobKey,
    String text) {

  /** One with the usual values for what is not asked. */
  public static Submission of(String user, String resources, @Nullable String command) {
    return new Submission(
        user,
        List.of(resources),
        command,
        List.of(),
        "",
        null,
        null,
        null,
        "/home/" + user,
        null,
        null,
        null,
        false,
        false,
        "oarsub -l " + resources + (command == null ? "" : " " + command));
  }

  /** This with types. */
  public Submission withTypes(String... newValue) {
    return new Submission(
        user,
        resources,
        command,
        List.of(newValue),
        properties,
        queue,
        project,
        name,
        directory,
        stdout,
        stderr,
        reservation,
        hold,
        jobKey,
        text);
  }

  /** This with a start. */
  public Submission withReservation(Instant newValue) {
    return new Submission(
        user,
        resources,
        command,
        types,
        properties,
        queue,
        project,
        name,
        directory,
        stdout,
        stderr,
        newValue,
        hold,
        jobKey,
        text);
  }
}
