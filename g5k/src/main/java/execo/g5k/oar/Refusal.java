package execo.g5k.oar;

import execo.time.Dates;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no job.
 *
 * @param reason the kind of reason
 * @param message what the other side said about it, in one line
 * @param proposal when the reservation would be possible instead, if OAR told
 * @param left jobs that are there all the same, could not be deleted, and may still start
 */
public record Refusal(
    Reason reason, String message, @Nullable Instant proposal, List<OarJob> left) {
  public Refusal {
    left = List.copyOf(left);
  }

  /** Kinds of reasons. */
  public enum Reason {
    /** The site never has so many resources of this kind. */
    NOT_ENOUGH_RESOURCES,
    /** The resources or the condition on them are malformed. */
    MALFORMED_RESOURCES,
    /** The date of the reservation is malformed. */
    MALFORMED_DATE,
    /** An option of oarsub is not known or the command line is not complete. */
    MALFORMED_COMMAND,
    /** The job key cannot be read, or is none that OAR takes. */
    MALFORMED_JOB_KEY,
    /** The site has no such queue. */
    UNKNOWN_QUEUE,
    /** The site does not admit it: an unknown type of job, an exhausted quota, … */
    NOT_ADMITTED,
    /** The resources are taken at the date of the reservation. */
    NOT_FREE_THEN,
    /** The date of the reservation has passed. */
    TOO_LATE,
    /** OAR's server does not run. */
    SERVER_DOWN,
    /** The frontend or the API could not be reached, or its answer was lost. */
    UNREACHABLE,
    /** No answer came within the time allowed. */
    TIMEOUT,
    /** The thread was interrupted before the answer. */
    INTERRUPTED,
    /** Another job of the same request was refused, so that this one was given back. */
    GIVEN_BACK,
    /** Anything else. */
    OTHER
  }

  static Refusal of(Reason reason, String message) {
    return new Refusal(reason, message, null, List.of());
  }

  /** This refusal after the deletion of the jobs that were there all the same. */
  Refusal after(List<Deletion> deletions) {
    String said =
        deletions.stream()
            .filter(Deletion::ok)
            .map(each -> "; job " + each.job() + " was there all the same, and is deleted")
            .collect(Collectors.joining());
    var failed = deletions.stream().filter(each -> !each.ok()).map(Deletion::job).toList();
    return new Refusal(reason, message + said, proposal, failed);
  }

  /** Whether there may be a job all the same that nobody knows the number of. */
  public boolean unclear() {
    return switch (reason) {
      case UNREACHABLE, TIMEOUT, INTERRUPTED -> true;
      case SERVER_DOWN -> left.isEmpty();
      case NOT_ENOUGH_RESOURCES,
          MALFORMED_RESOURCES,
          MALFORMED_DATE,
          MALFORMED_COMMAND,
          MALFORMED_JOB_KEY,
          UNKNOWN_QUEUE,
          NOT_ADMITTED,
          NOT_FREE_THEN,
          TOO_LATE,
          GIVEN_BACK,
          OTHER ->
          false;
    };
  }

  /** The reason and what was said about it. */
  @Override
  public String toString() {
    return message
        + (proposal == null ? "" : " [possible at " + Dates.format(proposal) + "]")
        + left.stream()
            .map(job -> " [job " + job + " may still start]")
            .collect(Collectors.joining());
  }
}
