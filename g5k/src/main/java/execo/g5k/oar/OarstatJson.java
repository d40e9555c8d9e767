package execo.g5k.oar;

import execo.g5k.api.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON of oarstat: an object of jobs by number; nothing at all means none. */
final class OarstatJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private OarstatJson() {}

  /**
   * The JSON in an output; empty if there is none. With a pty there may be warnings before and
   * after it, of Perl about the locale for one.
   */
  static Optional<String> in(String output) {
    var lines = output.lines().toList();
    for (int first = 0; first < lines.size(); first++) {
      if (lines.get(first).startsWith("{")) {
        int last = lines.size() - 1;
        while (last > first && !lines.get(last).startsWith("}")) {
          last--;
        }
        return Optional.of(String.join("\n", lines.subList(first, last + 1)));
      }
    }
    return Optional.empty();
  }

  /**
   * The jobs that oarstat tells of.
   *
   * @throws IllegalArgumentException if it is not JSON of this kind
   */
  static List<OarJobInfo> read(String output) {
    String text = output.strip();
    if (text.isEmpty()) {
      return List.of();
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("oarstat printed broken JSON: " + e.getMessage(), e);
    }
    if (!root.isObject()) {
      throw new IllegalArgumentException("oarstat printed JSON that is no object");
    }
    var jobs = new ArrayList<OarJobInfo>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      jobs.add(job(Long.parseLong(entry.getKey()), entry.getValue()));
    }
    jobs.sort((a, b) -> Long.compare(a.id(), b.id()));
    return List.copyOf(jobs);
  }

  private static OarJobInfo job(long id, JsonNode job) {
    Instant stop = date(job, "stopTime", "stop_time");
    String reservation = text(job, "reservation");
    return new OarJobInfo(
        id,
        text(job, "name"),
        text(job, "owner"),
        JobState.of(job.path("state").asString("")),
        text(job, "queue"),
        text(job, "project"),
        texts(job.path("types")),
        text(job, "command"),
        number(job, "walltime") == 0 ? null : Duration.ofSeconds(number(job, "walltime")),
        date(job, "submissionTime", "submission_time"),
        date(job, "startTime", "start_time"),
        date(job, "scheduledStart", "scheduled_start"),
        stop,
        reservation != null && !reservation.equals("None"),
        texts(job.path("assigned_network_address")),
        exitCode(job),
        text(job, "message"),
        events(job.path("events")));
  }

  private static @Nullable String text(JsonNode job, String key) {
    String value = job.path(key).asString("");
    return value.isEmpty() ? null : value;
  }

  private static long number(JsonNode job, String... keys) {
    for (String key : keys) {
      JsonNode value = job.path(key);
      if (value.isNumber()) {
        return value.asLong();
      }
      if (value.isString() && value.asString().matches("\\d{1,18}")) {
        return Long.parseLong(value.asString());
      }
    }
    return 0;
  }

  private static @Nullable Instant date(JsonNode job, String... keys) {
    long seconds = number(job, keys);
    return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
  }

  private static List<String> texts(JsonNode values) {
    var texts = new LinkedHashSet<String>();
    for (JsonNode value : values) {
      if (!value.asString("").isEmpty()) {
        texts.add(value.asString());
      }
    }
    return List.copyOf(texts);
  }

  /** OAR tells the status of wait(2). */
  private static @Nullable Integer exitCode(JsonNode job) {
    JsonNode status = job.path("exit_code");
    return status.isNumber() || status.isString() ? (int) (number(job, "exit_code") >> 8) : null;
  }

  private static List<JobEvent> events(JsonNode events) {
    var all = new ArrayList<JobEvent>();
    for (JsonNode event : events) {
      all.add(
          new JobEvent(
              Instant.ofEpochSecond(number(event, "date")),
              event.path("type").asString(""),
              event.path("description").asString("")));
    }
    return all;
  }
}
