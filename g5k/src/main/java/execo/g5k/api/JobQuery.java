package execo.g5k.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which jobs to list.
 *
 * {@snippet :
 * var mine = JobQuery.all().user("me").states(JobState.RUNNING, JobState.WAITING);
 * }
 *
 * <p>A value. Immutable and thread-safe.
 *
 * @param arguments what the API is asked with
 */
public record JobQuery(Map<String, String> arguments) {

  public JobQuery {
    arguments = Map.copyOf(arguments);
  }

  /** All jobs that the API still knows, over many pages; better name states or a user. */
  public static JobQuery all() {
    return new JobQuery(Map.of());
  }

  /** Those that are not over. */
  public JobQuery live() {
    return states(
        Arrays.stream(JobState.values())
            .filter(state -> !state.over() && state != JobState.UNKNOWN)
            .toArray(JobState[]::new));
  }

  /** Those in one of these states. */
  public JobQuery states(JobState... states) {
    return with(
        "state", List.of(states).stream().map(JobState::apiName).collect(Collectors.joining(",")));
  }

  /** Those of a user. */
  public JobQuery user(String user) {
    return with("user", user);
  }

  /** Those of a name. */
  public JobQuery name(String name) {
    return with("name", name);
  }

  /** Those of a group. */
  public JobQuery project(String project) {
    return with("project", project);
  }

  /** Those in a queue. */
  public JobQuery queue(String queue) {
    return with("queue", queue);
  }

  /** Those with these numbers. */
  public JobQuery ids(Collection<Long> ids) {
    return with("job_id", ids.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  /** With the nodes and other resources of each. */
  public JobQuery withResources() {
    return with("resources", "yes");
  }

  private JobQuery with(String name, String value) {
    var more = new LinkedHashMap<>(arguments);
    more.put(name, value);
    return new JobQuery(more);
  }
}
