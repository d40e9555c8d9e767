package execo.g5k.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The jobs of a site. Thread-safe. */
public final class JobsApi {
  private final Resources resources;
  private final String path;

  JobsApi(Resources resources, String path) {
    this.resources = resources;
    this.path = path;
  }

  /** All jobs that a query asks for, the newest first. */
  public List<Job> list(JobQuery query) {
    return Pages.read(resources, path, query.arguments(), Job::of, Job::id);
  }

  /**
   * Those of them that were submitted at a date or later, the newest first: older pages are not
   * asked for.
   */
  public List<Job> list(JobQuery query, Instant since) {
    return Pages.read(
        resources,
        path,
        query.arguments(),
        Job::of,
        Job::id,
        job -> job.submittedAt() == null || !job.submittedAt().isBefore(since));
  }

  /** A job with its nodes and other resources. */
  public Job get(long id) {
    return Job.of(resources.live(path + "/" + id, Map.of()));
  }

  /**
   * Submits a job. It is not tried again unless it surely did not arrive.
   *
   * @throws ApiException with status 400 and OAR's text if it is refused; one that is {@linkplain
   *     ApiException#accepted accepted} if there is a job, or may be, that cannot be read
   */
  public Job submit(JobRequest request) {
    return Job.of(resources.create(path, request.members()));
  }

  /** Has a job deleted, which takes a moment; gives what OAR said. */
  public String delete(long id) {
    Answer answer = resources.send("DELETE", path + "/" + id, null);
    String said = answer.header("x-oar-info");
    return said.isEmpty() ? answer.text().strip() : said;
  }

  /** What a job's walltime is and may become. */
  public Walltime walltime(long id) {
    return Walltime.of(resources.live(path + "/" + id + "/walltime", Map.of()));
  }

  /** Asks for another walltime; gives what OAR said. */
  public String changeWalltime(long id, WalltimeChange change) {
    return resources.send("POST", path + "/" + id + "/walltime", change.members()).text().strip();
  }

  /**
   * A job's walltime.
   *
   * @param walltime the one it has, {@code 2:0:0}
   * @param possible by how much it may grow, {@code +1:30:0}, or {@code UNLIMITED}
   * @param granted by how much it has changed
   * @param pending by how much it is asked to change
   * @param json all that the API tells
   */
  public record Walltime(
      String walltime, String possible, String granted, String pending, JsonNode json) {
    static Walltime of(JsonNode node) {
      return new Walltime(
          Json.textOrEmpty(node, "walltime"),
          Json.textOrEmpty(node, "possible"),
          Json.textOrEmpty(node, "granted"),
          Json.textOrEmpty(node, "pending"),
          node);
    }
  }

  /**
   * A change of a job's walltime.
   *
   * @param walltime {@code +1:30}, {@code -0:10}, or the whole new one
   * @param force whether it is applied at once, even if later jobs then start later
   * @param delayNextJobs whether later jobs may be delayed
   * @param whole whether it is granted as a whole or not at all
   */
  public record WalltimeChange(
      String walltime, boolean force, boolean delayNextJobs, boolean whole) {

    /** A change that disturbs nobody. */
    public static WalltimeChange of(String walltime) {
      return new WalltimeChange(walltime, false, false, false);
    }

    Map<String, Object> members() {
      return Map.of(
          "walltime", walltime, "force", force, "delay_next_jobs", delayNextJobs, "whole", whole);
    }
  }
}
