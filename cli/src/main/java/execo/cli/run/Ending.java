package execo.cli.run;

import execo.process.Attempt;
import execo.process.Signal;
import execo.time.Durations;
import java.time.Duration;

/** How attempts failed, as one reads it at a terminal. */
final class Ending {
  private Ending() {}

  /** {@code timed out}, {@code exit code 3}, {@code SIGKILL}, or why its host was not reached. */
  static String of(Attempt attempt) {
    if (attempt.reason() != null) {
      return attempt.reason();
    }
    if (attempt.timedOut()) {
      return "timed out";
    }
    Integer signal = attempt.signal();
    return signal != null ? Signal.describe(signal) : "exit code " + attempt.exitCode();
  }

  /** A failed attempt that another follows. */
  static String retried(Attempt attempt, Duration pause) {
    return "attempt %d: %s; again in %s"
        .formatted(attempt.number(), of(attempt), Durations.format(pause));
  }
}
