package execo.g5k.oar;

import execo.g5k.api.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What OAR knows of a job. What OAR does not tell, or not yet, is null or empty.
 *
 * @param id its number
 * @param name its name
 * @param owner whose it is
 * @param state where it stands
 * @param queue its queue
 * @param project its project
 * @param types its types
 * @param command what it runs
 * @param walltime how long it may last; not known before it is scheduled
 * @param submitted when it was submitted
 * @param start when it started, or is reserved to start
 * @param scheduledStart when it is predicted to start
 * @param stop when it ended
 * @param reserved whether it is a reservation
 * @param nodes the nodes it has, each once, in OAR's order; none before it starts
 * @param exitCode the exit code of its command, once that has ended by itself
 * @param message OAR's remark on it
 * @param events what happened to it
 */
public record OarJobInfo(
    long id,
    @Nullable String name,
    @Nullable String owner,
    JobState state,
    @Nullable String queue,
    @Nullable String project,
    List<String> types,
    @Nullable String command,
    @Nullable Duration walltime,
    @Nullable Instant submitted,
    @Nullable Instant start,
    @Nullable Instant scheduledStart,
    @Nullable Instant stop,
    boolean reserved,
    List<String> nodes,
    @Nullable Integer exitCode,
    @Nullable String message,
    List<JobEvent> events) {

  public OarJobInfo {
    types = List.copyOf(types);
    nodes = List.copyOf(nodes);
    events = List.copyOf(events);
  }

  /** When it started, or is expected to. */
  public @Nullable Instant expectedStart() {
    return start != null ? start : scheduledStart;
  }

  /** When it ended, or must have ended by its walltime; null if that is not known yet. */
  public @Nullable Instant expectedEnd() {
    Instant from = expectedStart();
    return stop != null ? stop : from == null || walltime == null ? null : from.plus(walltime);
  }
}
