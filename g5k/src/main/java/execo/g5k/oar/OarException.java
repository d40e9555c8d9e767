package execo.g5k.oar;

/**
 * OAR could not answer: a frontend or the API was not reached, a command failed, a job is not
 * known. The message names the site or the job, and what was said.
 */
public class OarException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception with this message. */
  public OarException(String message) {
    super(message);
  }

  /** An exception with this message and cause. */
  public OarException(String message, Throwable cause) {
    super(message, cause);
  }
}
