package execo.g5k.oar;

/**
 * What became of a wish to delete a job.
 *
 * @param job the job
 * @param outcome what became of it
 * @param message what was said about it, in one line
 */
public record Deletion(OarJob job, Outcome outcome, String message) {

  /** Kinds of outcomes. */
  public enum Outcome {
    /** It ends soon. */
    DELETED,
    /** It had ended, or was about to. */
    OVER,
    /** There is no such job, or it is somebody else's: OAR says the same of both. */
    NOT_YOURS,
    /** Anything else: it may still be there. */
    FAILED
  }

  /** Whether the job ends, or has ended. */
  public boolean ok() {
    return outcome == Outcome.DELETED || outcome == Outcome.OVER;
  }
}
