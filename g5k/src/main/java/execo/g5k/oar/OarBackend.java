package execo.g5k.oar;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One way to talk to the OAR of a site. Each call blocks until it has its answer. Thread-safe.
 *
 * <p>What cannot be asked, or is not answered, is an {@link OarException}; submissions and
 * deletions tell it in their results instead. An interrupt ends the wait for an answer.
 */
interface OarBackend {
  /**
   * Checks that a request can be put to a site at all, without asking it.
   *
   * @throws IllegalArgumentException if it cannot
   */
  void check(OarRequest request);

  /**
   * The same for anything about a site.
   *
   * @throws IllegalArgumentException if it cannot be that of a site
   */
  void check(@Nullable String site);

  /** Submits what was checked; an interrupt is told in the result too. */
  Submitted submit(OarRequest request);

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

  /** Such a command for jobs of a site. */
  Optional<List<String>> release(@Nullable String site, List<OarJob> jobs);
}
