package execo.g5k.oar;

/** OAR has no job of this number at the site. */
public final class UnknownJobException extends OarException {
  private static final long serialVersionUID = 1L;

  /** An exception about this job. */
  public UnknownJobException(OarJob job) {
    super(
        "there is no job "
            + job.id()
            + (job.site() == null ? " at the default site" : " at " + job.site()));
  }
}
