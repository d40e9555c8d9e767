package execo.sweep;

import execo.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a sweep is.
 *
 * @param total how many elements it has
 * @param meanDuration the mean time of an element that is done; null if none is known
 */
public record Progress(
    int total,
    int todo,
    int inProgress,
    int done,
    int skipped,
    int failed,
    @Nullable Duration meanDuration) {

  /** Whether nothing is to do or in progress. */
  public boolean finished() {
    return todo == 0 && inProgress == 0;
  }

  /** The done elements' share of all, from 0 to 1; 1 if there are none at all. */
  public double ratio() {
    return total == 0 ? 1 : (double) done / total;
  }

  /**
   * An estimate of the time until all is done, if as many elements stay in progress as are now, and
   * take the mean time; empty while there is no mean time or nothing is in progress.
   */
  public Optional<Duration> remaining() {
    if (finished()) {
      return Optional.of(Duration.ZERO);
    }
    if (meanDuration == null || inProgress == 0) {
      return Optional.empty();
    }
    // Those in progress are half through, on average.
    return Optional.of(
        meanDuration.multipliedBy(2L * todo + inProgress).dividedBy(2L * inProgress));
  }

  /** {@code 12 of 30 done, 2 in progress, 1 failed, 4m10s left}. */
  @Override
  public String toString() {
    var parts = new ArrayList<String>();
    parts.add(done + " of " + total + " done");
    if (inProgress > 0) {
      parts.add(inProgress + " in progress");
    }
    if (skipped > 0) {
      parts.add(skipped + " skipped");
    }
    if (failed > 0) {
      parts.add(failed + " failed");
    }
    if (!finished()) {
      remaining().ifPresent(time -> parts.add(Durations.format(time) + " left"));
    }
    return String.join(", ", parts);
  }
}
