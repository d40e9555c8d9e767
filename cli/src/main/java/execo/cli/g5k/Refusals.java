package execo.cli.g5k;

import execo.g5k.oar.Refusal;

/** What to end with for a submission that is refused. */
final class Refusals {
  private Refusals() {}

  static int code(Refusal.Reason reason) {
    return switch (reason) {
      case MALFORMED_RESOURCES,
          MALFORMED_DATE,
          MALFORMED_COMMAND,
          MALFORMED_JOB_KEY,
          UNKNOWN_QUEUE ->
          Task.BAD_INPUT;
      case SERVER_DOWN, UNREACHABLE, INTERRUPTED -> Task.UNREACHED;
      case TIMEOUT -> Task.TIMED_OUT;
      case NOT_ENOUGH_RESOURCES, NOT_ADMITTED, NOT_FREE_THEN, TOO_LATE, GIVEN_BACK, OTHER ->
          Task.REFUSED;
    };
  }
}
