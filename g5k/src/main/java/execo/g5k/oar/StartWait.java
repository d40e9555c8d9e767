package execo.g5k.oar;

import execo.g5k.G5kSettings;
import execo.g5k.api.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for the start of a job by looking at it now and then, more often when it is due. */
final class StartWait {
  private final Pace pace;
  private final Duration interval;
  private final Duration tinyInterval;

  StartWait(G5kSettings settings, Pace pace) {
    this.pace = pace;
    this.interval = settings.pollingInterval();
    this.tinyInterval = settings.tinyPollingInterval();
  }

  /**
   * Waits.
   *
   * @param look looks at the job
   * @param timeout how long at most; null is for ever
   * @param prediction told when the job is expected to start, each time that changes
   * @return the job as it was seen running; empty if it ended without that, or has not started in
   *     time
   */
  Optional<OarJobInfo> await(
      Supplier<OarJobInfo> look, @Nullable Duration timeout, Consumer<Instant> prediction) {
    Instant end = timeout == null ? Instant.MAX : pace.now().plus(timeout);
    Instant last = null;
    while (true) {
      OarJobInfo job = look.get();
      Instant expected = job.expectedStart();
      if (expected != null && !expected.equals(last)) {
        last = expected;
        prediction.accept(expected);
      }
      if (job.state() == JobState.RUNNING) {
        return Optional.of(job);
      }
      Instant now = pace.now();
      if (job.state().over() || !now.isBefore(end)) {
        return Optional.empty();
      }
      Duration pause = pause(now, expected);
      Duration rest = timeout == null ? pause : Duration.between(now, end);
      pace.sleep(pause.compareTo(rest) < 0 ? pause : rest);
    }
  }

  private Duration pause(Instant now, @Nullable Instant expected) {
    if (expected == null) {
      return interval;
    }
    Duration until = Duration.between(now, expected);
    if (!until.isPositive()) {
      return tinyInterval;
    }
    return until.compareTo(interval) < 0 ? until : interval;
  }
}
