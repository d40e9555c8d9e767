package execo.process;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * How often, after which attempts and how long after them a process is started again.
 *
 * @param most how many attempts may follow the first
 * @param backoff the first pause; each is twice as long as the one before
 * @param which after which failed attempts
 */
record Retries(int most, Duration backoff, Predicate<Attempt> which) {
  static final Retries NONE = new Retries(0, Duration.ZERO, attempt -> false);

  /** What no pause grows beyond, unless the first is longer already. */
  private static final Duration LONGEST_GROWN = Duration.ofMinutes(5);

  private static final double SCATTER = 0.2;

  Retries {
    if (most < 0) {
      throw new IllegalArgumentException("a negative number of retries: " + most);
    }
    if (backoff.isNegative() || backoff.compareTo(ProcessOptions.LONGEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException("a back-off is between 0 and 100 years, not " + backoff);
    }
  }

  /** Whether another attempt may follow when so many were made. */
  boolean leave(int attempts) {
    return attempts <= most;
  }

  /** The pause after so many attempts, a fifth more or less so that hosts do not keep step. */
  Duration pause(int attempts) {
    var longest = backoff.compareTo(LONGEST_GROWN) > 0 ? backoff : LONGEST_GROWN;
    var pause = backoff;
    for (var i = 1; i < attempts && pause.compareTo(longest) < 0 && !pause.isZero(); i++) {
      pause = pause.multipliedBy(2);
    }
    var nanos = Math.min(seconds(pause), seconds(longest)) * 1e9;
    var factor = 1 + ThreadLocalRandom.current().nextDouble(-SCATTER, SCATTER);
    return Duration.ofNanos((long) Math.min(nanos * factor, Long.MAX_VALUE));
  }

  private static double seconds(Duration duration) {
    return duration.toSeconds() + duration.getNano() / 1e9;
  }
}
