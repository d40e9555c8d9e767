package execo.g5k.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job as the API tells of it. What is not there yet, or was not asked for, is null or empty.
 *
 * @param id OAR's number of it, unique at a site
 * @param user whose it is
 * @param state what it does
 * @param name its name
 * @param queue the queue it is in
 * @param project the group that is granted the access
 * @param types its types, {@code deploy}
 * @param walltime how long it may run
 * @param submittedAt when it was submitted
 * @param scheduledAt when it is planned to start
 * @param startedAt when it started
 * @param stoppedAt when it ended
 * @param nodes the full names of its nodes, the head node first
 * @param resources what else it has: {@code cores}, {@code vlans}, {@code subnets}, {@code disks}
 * @param command the command it runs
 * @param message what OAR says of it
 * @param exitCode the command's code
 * @param json all that the API tells
 */
public record Job(
    long id,
    @Nullable String user,
    JobState state,
    @Nullable String name,
    @Nullable String queue,
    @Nullable String project,
    List<String> types,
    @Nullable Duration walltime,
    @Nullable Instant submittedAt,
    @Nullable Instant scheduledAt,
    @Nullable Instant startedAt,
    @Nullable Instant stoppedAt,
    List<String> nodes,
    Map<String, List<String>> resources,
    @Nullable String command,
    @Nullable String message,
    @Nullable Integer exitCode,
    JsonNode json) {

  static Job of(JsonNode node) {
    Long walltime = Json.number(node, "walltime");
    Long exitCode = Json.number(node, "exit_code");
    String user = Json.text(node, "user");
    return new Job(
        node.path("uid").asLong(0),
        user == null ? Json.text(node, "user_uid") : user,
        JobState.of(Json.textOrEmpty(node, "state")),
        Json.text(node, "name"),
        Json.text(node, "queue"),
        Json.text(node, "project"),
        Json.texts(node.path("types")),
        walltime == null ? null : Duration.ofSeconds(walltime),
        Json.instant(node, "submitted_at"),
        Json.instant(node, "scheduled_at"),
        Json.instant(node, "started_at"),
        Json.instant(node, "stopped_at"),
        Json.texts(node.path("assigned_nodes")),
        Json.map(node.path("resources_by_type"), Json::texts),
        Json.text(node, "command"),
        Json.text(node, "message"),
        exitCode == null ? null : exitCode.intValue(),
        node);
  }

  /** When it started, else when it is planned to; null if neither is known. */
  public @Nullable Instant start() {
    return startedAt == null ? scheduledAt : startedAt;
  }

  /** When it ended, else the end of its walltime; null if neither is known. */
  public @Nullable Instant end() {
    Instant start = start();
    if (stoppedAt != null) {
      return stoppedAt;
    }
    return start == null || walltime == null ? null : start.plus(walltime);
  }
}
