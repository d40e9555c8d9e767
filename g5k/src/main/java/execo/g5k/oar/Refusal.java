package execo.g5k.oar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no job.
 *
 * @param reason the kind of reason
 * @param message what the other side said about it, in one line
 * @param proposal when the reservation would be possible instead, if OAR told
 * @param left a job that OAR has kept although it reported an error, and that may still start
 */
public record Refusal(
    Reason reason, String message, @Nullable Instant proposal, @Nullable OarJob left) {

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
    /** The frontend or the API could not be reached, or the connection was lost. */
    UNREACHABLE,
    /** No answer came within the time allowed. */
    TIMEOUT,
    /** Another job of the same request was refused, so that this one was given back. */
    GIVEN_BACK,
    /** Anything else. */
    OTHER
  }

  static Refusal of(Reason reason, String message) {
    return new Refusal(reason, message, null, null);
  }

  /** The reason and what was said about it. */
  @Override
  public String toString() {
    return message
        + (proposal == null ? "" : " [possible at " + execo.time.Dates.format(proposal) + "]")
        + (left == null ? "" : " [job " + left + " may still start]");
  }
}
