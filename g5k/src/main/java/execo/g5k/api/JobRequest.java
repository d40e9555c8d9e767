package execo.g5k.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A job to submit. The API wants a command, or a reservation date.
 *
 * {@snippet :
 * var request = JobRequest.of("nodes=2,walltime=1:00").type("deploy").command("sleep 1h");
 * }
 *
 * <p>A value. Immutable and thread-safe.
 *
 * @param members what is sent, by the names of the API
 */
public record JobRequest(Map<String, Object> members) {

  public JobRequest {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /**
   * A job on resources, as {@code nodes=2,walltime=1:00} or {@code
   * {cluster='taurus'}/nodes=1+{type='kavlan'}/vlan=1,walltime=2:00}.
   */
  public static JobRequest of(String resources) {
    if (resources.isBlank()) {
      throw new IllegalArgumentException(
          "a job needs resources; accepted is as nodes=2,walltime=1:00");
    }
    return new JobRequest(Map.of("resources", resources));
  }

  /** The command to run on the first node. */
  public JobRequest command(String command) {
    return with("command", command);
  }

  /** One type more, {@code deploy}. */
  public JobRequest type(String type) {
    var types = new ArrayList<Object>();
    if (members.get("types") instanceof List<?> known) {
      types.addAll(known);
    }
    types.add(type);
    return with("types", List.copyOf(types));
  }

  /** A condition on nodes in SQL, {@code cluster='taurus'}. */
  public JobRequest properties(String sql) {
    return with("properties", sql);
  }

  /** When to start, as {@code YYYY-MM-DD hh:mm:ss} in the time of the site, or {@code now}. */
  public JobRequest reservation(String date) {
    return with("reservation", date);
  }

  /** The queue. */
  public JobRequest queue(String queue) {
    return with("queue", queue);
  }

  /** The group that is granted the access. */
  public JobRequest project(String project) {
    return with("project", project);
  }

  /** The job's name. */
  public JobRequest name(String name) {
    return with("name", name);
  }

  /** The directory in which the command runs. */
  public JobRequest directory(String directory) {
    return with("directory", directory);
  }

  /** Any other member: {@code stdout}, {@code stderr}, {@code notify}. */
  public JobRequest with(String member, Object value) {
    var more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new JobRequest(more);
  }
}
