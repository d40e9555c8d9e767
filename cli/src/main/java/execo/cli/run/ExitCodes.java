package execo.cli.run;

import execo.process.Attempt;
import java.util.Collection;

/** What a command on hosts ends with. */
final class ExitCodes {
  /** A host could not be reached. */
  static final int UNREACHED = 255;

  /** A command ran past its timeout. */
  static final int TIMED_OUT = 124;

  private ExitCodes() {}

  /**
   * 255 if a host was not reached, else 124 if one timed out, else the highest exit code; those of
   * commands that were killed say nothing.
   */
  static int of(Collection<Attempt> attempts) {
    boolean timedOut = false;
    int highest = 0;
    for (Attempt attempt : attempts) {
      if (attempt.error()) {
        return UNREACHED;
      }
      timedOut |= attempt.timedOut();
      Integer code = attempt.killed() ? null : attempt.exitCode();
      highest = Math.max(highest, code == null ? 0 : code);
    }
    return timedOut ? TIMED_OUT : highest;
  }
}
