package execo.g5k.planning;

import execo.g5k.oar.OarRequest;
import execo.g5k.oar.OarSubmission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to ask OAR for at a site: the text of {@code oarsub -l} without a walltime, the types that
 * the job needs, its queue if it is not the usual one, and its name, start and walltime where they
 * are given.
 */
public record JobSpec(
    String resources,
    String site,
    List<String> types,
    Optional<String> queue,
    Optional<String> name,
    Optional<Instant> start,
    Optional<Duration> walltime) {
  /** A job to submit; the list is copied. */
  public JobSpec {
    types = List.copyOf(types);
  }

  /** What to submit for it, and where. */
  public OarRequest request() {
    return new OarRequest(
        OarSubmission.of(resources)
            .withTypes(types.toArray(String[]::new))
            .withQueue(queue.orElse(null))
            .withName(name.orElse(null))
            .withReservationDate(start.orElse(null))
            .withWalltime(walltime.orElse(null)),
        site);
  }
}
