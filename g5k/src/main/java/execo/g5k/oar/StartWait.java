package execo.g5k.oar;

import execo.g5k.G5kSettings;
import execo.g5k.api.JobState;
import execo.log.Log;
import execo.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the start of a job by looking at it now and then, more often when it is due. A look
 * that fails is followed by the next one: a frontend may be away for a while.
 */
final class StartWait {
  /** What a look gets at least, so that the last one can tell the truth. */
  private static final Duration LEAST_LOOK = Duration.ofSeconds(5);

  private final Pace pace;
  private final Duration interval;
  private final Duration tinyInterval;

  StartWait(G5kSettings settings, Pace pace) {
    this.pace = pace;
    this.interval = settings.pollingInterval();
    this.tinyInterval = settings.tinyPollingInterval();
  }

  /**
   * How a wait ended.
   *
   * @param started whether the job was seen running
   * @param job the job as it was last seen; null if it never was
   * @param failure why the last look failed; null if it did not
   */
  record End(boolean started, @Nullable OarJobInfo job, @Nullable String failure) {

    /** Why it has not started. */
    String problem(OarJob asked, @Nullable Duration timeout) {
      if (job != null && failure == null && settled(job.state())) {
        return "job %s has ended: %s".formatted(asked, job.state());
      }
      return "job %s has not started%s: %s"
          .formatted(
              asked,
              timeout == null ? "" : " within " + Durations.format(timeout),
              failure != null ? failure : job == null ? "not seen" : job.state());
    }
  }

  /**
   * Waits until the job runs, or is about to end without that, or time is up.
   *
   * @param job what is looked at, for the log
   * @param look looks at the job
   * @param timeout how long at most; null is for ever
   * @param prediction told when the job is expected to start, each time that changes
   * @throws UnknownJobException if there is no such job
   */
  End await(
      OarJob job,
      Supplier<OarJobInfo> look,
      @Nullable Duration timeout,
      Consumer<Instant> prediction) {
    Instant end = timeout == null ? Instant.MAX : pace.now().plus(timeout);
    OarJobInfo seen = null;
    String failure = null;
    Instant last = null;
    while (true) {
      try {
        seen = look(look, timeout == null ? null : Duration.between(pace.now(), end));
        failure = null;
      } catch (UnknownJobException e) {
        throw e;
      } catch (OarException e) {
        String reason = String.valueOf(e.getMessage());
        if (failure == null) {
          Log.program().warn("job " + job + " cannot be looked at, is tried again: " + reason);
        }
        failure = reason;
      }
      Instant expected = seen == null ? null : seen.expectedStart();
      if (expected != null && !expected.equals(last)) {
        last = expected;
        prediction.accept(expected);
      }
      Instant now = pace.now();
      boolean settled = failure == null && seen != null && settled(seen.state());
      if (settled || !now.isBefore(end)) {
        return new End(settled && seen.state() == JobState.RUNNING, seen, failure);
      }
      Duration pause = pause(now, expected);
      Duration rest = timeout == null ? pause : Duration.between(now, end);
      pace.sleep(pause.compareTo(rest) < 0 ? pause : rest);
    }
  }

  private OarJobInfo look(Supplier<OarJobInfo> look, @Nullable Duration left) {
    if (left == null) {
      return look.get();
    }
    Duration limit = left.compareTo(LEAST_LOOK) < 0 ? LEAST_LOOK : left;
    return pace.within(limit, look)
        .orElseThrow(() -> new OarException("no answer within " + Durations.format(limit)));
  }

  /** Whether nothing is left to be waited for. */
  private static boolean settled(JobState state) {
    return switch (state) {
      case RUNNING, FINISHING, TO_ERROR, TERMINATED, ERROR -> true;
      case WAITING, HOLD, TO_LAUNCH, TO_ACK_RESERVATION, LAUNCHING, SUSPENDED, RESUMING, UNKNOWN ->
          false;
    };
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
