package execo.cli.g5k;

import execo.Execo;
import execo.g5k.G5kSettings;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarException;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.UnknownJobException;
import execo.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Waits until jobs have ended. A look that gets no answer is repeated as one that finds them still
 * there, until the time is up.
 *
 * @param limit how long; empty is for ever
 * @param pause how long between two looks
 */
record EndWait(Oar oar, Optional<Duration> limit, Duration pause) {

  /** As configured now. */
  static EndWait current() {
    var settings = G5kSettings.current();
    return new EndWait(Oar.current(), settings.timeout(null), settings.tinyPollingInterval());
  }

  /**
   * What has come of it.
   *
   * @param left the jobs that were not seen to have ended
   * @param failure what the last look failed with; null if it was answered
   * @param limit how long the wait was at most
   */
  record End(List<OarJob> left, @Nullable String failure, Optional<Duration> limit) {
    /** Whether all have ended. */
    boolean gone() {
      return left.isEmpty();
    }

    /** Whether the last look was answered. */
    boolean answered() {
      return failure == null;
    }

    /** What is wrong, in one line. */
    String problem() {
      String jobs = left.stream().map(OarJob::toString).collect(Collectors.joining(", "));
      String time = limit.map(each -> " within " + Durations.format(each)).orElse("");
      return failure == null
          ? "not ended" + time + ": " + jobs
          : "not known to have ended" + time + ": " + jobs + "; " + failure;
    }
  }

  /** Waits for jobs of a site. */
  End await(List<OarJob> jobs) {
    long start = System.nanoTime();
    var left = new ArrayList<>(jobs);
    while (true) {
      String failure = null;
      try {
        left.removeIf(this::ended);
      } catch (OarException e) {
        failure = Task.line(e);
      }
      boolean late =
          limit
              .filter(most -> Duration.ofNanos(System.nanoTime() - start).compareTo(most) >= 0)
              .isPresent();
      if (left.isEmpty() || late) {
        return new End(List.copyOf(left), failure, limit);
      }
      Execo.sleep(pause);
    }
  }

  /** OAR forgets jobs. */
  private boolean ended(OarJob job) {
    try {
      return oar.info(job).state().over();
    } catch (UnknownJobException _) {
      return true;
    }
  }
}
