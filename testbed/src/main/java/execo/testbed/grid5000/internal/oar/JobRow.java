package execo.testbed.grid5000.internal.oar;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job as a row of OAR's table of jobs, on which {@code --sql} puts conditions. */
final class JobRow {
  /** The columns of OAR 2.5. */
  static final Set<String> COLUMNS =
      Set.of(
          "job_id",
          "array_id",
          "array_index",
          "initial_request",
          "job_name",
          "job_type",
          "state",
          "reservation",
          "message",
          "job_user",
          "project",
          "command",
          "exit_code",
          "queue_name",
          "properties",
          "launching_directory",
          "submission_time",
          "start_time",
          "stop_time",
          "stdout_file",
          "stderr_file");

  private final Map<String, Object> values = new HashMap<>();

  private JobRow() {}

  /** The values of a job by their columns; those that are null are left out. */
  static Map<String, Object> of(JobInfo job) {
    var row = new JobRow();
    var submission = job.submission();
    row.put("job_id", job.id());
    row.put("array_id", job.array());
    row.put("array_index", job.arrayIndex());
    row.put("initial_request", submission.text());
    row.put("job_name", submission.name());
    row.put("job_type", job.mode());
    row.put("state", job.state().text());
    row.put("reservation", job.reservation());
    row.put("message", job.message());
    row.put("job_user", job.user());
    row.put("project", job.project());
    row.put("command", submission.command() == null ? "" : submission.command());
    row.put("exit_code", job.exit());
    row.put("queue_name", job.queue());
    row.put("properties", submission.properties());
    row.put("launching_directory", submission.directory());
    row.put("submission_time", job.submitted());
    row.put("start_time", job.started());
    row.put("stop_time", job.stopped());
    row.put("stdout_file", job.stdout());
    row.put("stderr_file", job.stderr());
    return row.values;
  }

  private void put(String column, @Nullable Object value) {
    if (value != null) {
      values.put(column, value);
    }
  }
}
