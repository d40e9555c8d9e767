package execo.g5k.oar;

import org.jspecify.annotations.Nullable;

/**
 * What became of a submission: a job or a refusal, one of the two.
 *
 * @param submission what was submitted
 * @param site where; null is the default frontend
 * @param job the job, or null
 * @param refusal why there is none, or null
 */
public record Submitted(
    OarSubmission submission,
    @Nullable String site,
    @Nullable OarJob job,
    @Nullable Refusal refusal) {

  public Submitted {
    if ((job == null) == (refusal == null)) {
      throw new IllegalArgumentException("either a job or a refusal");
    }
  }

  /** Whether there is a job. */
  public boolean ok() {
    return job != null;
  }
}
