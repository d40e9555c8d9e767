package execo.time;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time since it was started, unaffected by changes of the system's clock.
 *
 * {@snippet :
 * var watch = Stopwatch.started();
 * work();
 * IO.println("took " + Durations.format(watch.elapsed()));
 * watch.awaitElapsed(Duration.ofSeconds(30)); // one round every 30 s, however long the work took
 * }
 *
 * <p>Immutable and thread-safe.
 */
public final class Stopwatch {
  private final LongSupplier nanos;
  private final long start;

  private Stopwatch(LongSupplier nanos) {
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  /** A stopwatch that starts now. */
  public static Stopwatch started() {
    return new Stopwatch(System::nanoTime);
  }

  /** A stopwatch that starts now and reads another source of nanoseconds. */
  public static Stopwatch started(LongSupplier nanoTime) {
    return new Stopwatch(nanoTime);
  }

  /** The time since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - start);
  }

  /** What is left of a duration that began with the start; zero when it is over. */
  public Duration remaining(Duration total) {
    Duration left = total.minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Waits until the duration has passed since the start; returns at once if it has.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public void awaitElapsed(Duration total) throws InterruptedException {
    for (Duration left = remaining(total); !left.isZero(); left = remaining(total)) {
      Thread.sleep(left);
    }
  }
}
