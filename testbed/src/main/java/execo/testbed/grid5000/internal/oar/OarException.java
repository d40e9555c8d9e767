package execo.testbed.grid5000.internal.oar;

/** A request that OAR refuses: with the exit code of the tool, and what it says. */
public final class OarException extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;
  private final String out;

  /**
   * A refusal.
   *
   * @param code the exit code of the tool
   * @param out what the tool prints to its stdout, in whole lines
   * @param err what it prints to its stderr
   */
  public OarException(int code, String out, String err) {
    super(err);
    this.code = code;
    this.out = out;
  }

  /** The refusal of a job key that is given without the wish to use one. */
  public static OarException unusedJobKey() {
    return new OarException(
        8,
        "OAR_JOB_ID=-15\n",
        "Error: You must set the --use-job-key (or -k) option in order to use other job key"
            + " related options.\n"
            + Submissions.REFUSED);
  }

  /** The exit code of the tool. */
  public int code() {
    return code;
  }

  /** What the tool prints to its stdout. */
  public String out() {
    return out;
  }

  /** What it prints to its stderr. */
  public String err() {
    return String.valueOf(getMessage());
  }
}
