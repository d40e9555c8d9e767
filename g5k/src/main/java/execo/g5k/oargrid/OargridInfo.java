package execo.g5k.oargrid;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a grid job. What is not is null.
 *
 * @param start when it starts
 * @param walltime how long it may last
 * @param user whose it is
 */
public record OargridInfo(
    @Nullable Instant start, @Nullable Duration walltime, @Nullable String user) {

  /** When it ends at the latest, if that is known. */
  public @Nullable Instant end() {
    return start == null || walltime == null ? null : start.plus(walltime);
  }
}
