package execo.g5k.oargrid;

import execo.g5k.oar.Oar;
import execo.g5k.oar.OarException;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarJobInfo;
import execo.host.Host;
import execo.internal.wait.Parallel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
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
    return info(oar).start();
  }

  /**
   * When the last of them starts, as far as that is known, how long all of them may last, and whose
   * they are.
   */
  public OargridInfo info(Oar oar) {
    var infos = Parallel.map(jobs, oar::info);
    return new OargridInfo(
        present(infos, OarJobInfo::expectedStart).max(Instant::compareTo).orElse(null),
        present(infos, OarJobInfo::walltime).min(Duration::compareTo).orElse(null),
        present(infos, OarJobInfo::owner).findFirst().orElse(null));
  }

  private static <T> Stream<T> present(
      List<OarJobInfo> infos, Function<OarJobInfo, @Nullable T> member) {
    return infos.stream().flatMap(info -> Stream.ofNullable(member.apply(info)));
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
