package execo.process;

import java.util.Set;

/** Whether an attempt went well, and whether its end deserves a warning. */
final class Verdict {
  private Verdict() {}

  static boolean ok(Attempt attempt, Set<Failure> ignored) {
    if ((attempt.expectFailed() && !ignored.contains(Failure.EXPECT))
        || (attempt.writeError() && !ignored.contains(Failure.WRITE))) {
      return false;
    }
    if (!attempt.ended()) {
      return true;
    }
    return (!attempt.error() || ignored.contains(Failure.ERROR))
        && (!attempt.timedOut() || ignored.contains(Failure.TIMEOUT))
        && (!nonZero(attempt) || attempt.killed() || ignored.contains(Failure.EXIT_CODE));
  }

  static boolean deservesWarning(Attempt attempt, Set<Failure> unlogged) {
    return (attempt.error() && !unlogged.contains(Failure.ERROR))
        || (attempt.timedOut() && !unlogged.contains(Failure.TIMEOUT))
        || (nonZero(attempt) && !attempt.killed() && !unlogged.contains(Failure.EXIT_CODE));
  }

  private static boolean nonZero(Attempt attempt) {
    var code = attempt.exitCode();
    return code != null && code != 0;
  }
}
