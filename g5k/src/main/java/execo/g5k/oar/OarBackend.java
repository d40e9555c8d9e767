package execo.g5k.oar;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One way to talk to the OAR of a site. Each call blocks until it has its answer. Thread-safe.
 *
 * <p>What cannot be asked, or is not answered, is an {@link OarException}; submissions and
 * deletions tell it in their results instead.
 */
interface OarBackend {
  /**
   * Submits.
   *
   * @param known told of the job as soon as its number is known, before OAR has accepted it
   */
  Submitted submit(OarRequest request, Consumer<OarJob> known);

  /** Deletes a job. */
  Deletion delete(OarJob job);

  /** The user's jobs that have not ended. */
  List<OarJobInfo> jobs(@Nullable String site);

  /** All that is known of a job; empty if there is none of this number. */
  Optional<OarJobInfo> info(OarJob job);

  /** The subnets of a job that has started. */
  Subnets subnets(OarJob job);

  /** The kavlans of a job that has started. */
  List<Integer> vlans(OarJob job);

  /** Asks for another walltime, absolute or relative ({@code +1:00:00}); gives the answer. */
  String changeWalltime(OarJob job, String walltime);

  /**
   * A command of this machine that deletes the jobs of this name, for when this program is no more;
   * empty if there is none.
   */
  Optional<List<String>> release(@Nullable String site, String name);

  /** Such a command for a job. */
  Optional<List<String>> release(OarJob job);
}
