package execo.g5k.oargrid;

import execo.g5k.oar.Oar;
import execo.g5k.oar.OarException;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarJobInfo;
import execo.host.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of one grid submission: what the former service oargrid gave a number to. They were
 * submitted together, all or nothing.
 *
 * @param jobs the jobs, in the order of the submission
 */
public record OargridJob(List<OarJob> jobs) {

  public OargridJob {
    jobs = List.copyOf(jobs);
    if (jobs.isEmpty()) {
      throw new IllegalArgumentException("a grid job has one job or more");
    }
  }

  /** When the last of them starts, as far as that is known. */
  public @Nullable Instant startDate(Oar oar) {
    return jobs.stream()
        .map(oar::info)
        .map(OarJobInfo::expectedStart)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(null);
  }

  /**
   * The nodes of all of them, once all have started.
   *
   * @param timeout how long to wait for their start; null is for ever
   * @throws OarException as soon as one ended before, or if one does not start in time
   */
  public List<Host> nodes(Oar oar, @Nullable Duration timeout) {
    return oar.nodes(jobs, timeout);
  }
}
