package execo.g5k.oar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a submission: jobs or a refusal, one of the two.
 *
 * @param submission what was submitted
 * @param site where; null is the default frontend
 * @param jobs the job, or those of an array in OAR's order; empty if there is none
 * @param refusal why there is none, or null
 */
public record Submitted(
    OarSubmission submission, @Nullable String site, List<OarJob> jobs, @Nullable Refusal refusal) {

  public Submitted {
    jobs = List.copyOf(jobs);
    if (jobs.isEmpty() == (refusal == null)) {
      throw new IllegalArgumentException("either jobs or a refusal");
    }
  }

  static Submitted accepted(OarRequest request, List<OarJob> jobs) {
    return new Submitted(request.submission(), request.site(), jobs, null);
  }

  static Submitted refused(OarRequest request, Refusal refusal) {
    return new Submitted(request.submission(), request.site(), List.of(), refusal);
  }

  /** The job, or the first one of an array; null if there is none. */
  public @Nullable OarJob job() {
    return jobs.isEmpty() ? null : jobs.getFirst();
  }

  /** Whether there is a job. */
  public boolean ok() {
    return !jobs.isEmpty();
  }
}
