package execo.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Sleeping for a delay, until a date, or until both have passed. */
public final class Sleep {
  /** A wake-up at least this often, so that a changed system clock is noticed. */
  private static final Duration LONGEST_NAP = Duration.ofSeconds(30);

  private final Clock clock;
  private final LongSupplier nanos;
  private final Nap nap;

  Sleep(Clock clock, LongSupplier nanos, Nap nap) {
    this.clock = clock;
    this.nanos = nanos;
    this.nap = nap;
  }

  /** Lets the thread rest for a while. */
  @FunctionalInterface
  interface Nap {
    void take(Duration length) throws InterruptedException;
  }

  /**
   * Sleeps at least for a delay.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public static void sleep(Duration delay) throws InterruptedException {
    sleep(delay, null);
  }

  /**
   * Sleeps at least until a date; not at all if it is past.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public static void sleepUntil(Instant date) throws InterruptedException {
    sleep(null, date);
  }

  /**
   * Sleeps at least for a delay, if there is one, and at least until a date, if there is one.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public static void sleep(@Nullable Duration delay, @Nullable Instant until)
      throws InterruptedException {
    new Sleep(Clock.systemUTC(), System::nanoTime, Thread::sleep).both(delay, until);
  }

  void both(@Nullable Duration delay, @Nullable Instant until) throws InterruptedException {
    var watch = Stopwatch.started(nanos);
    while (true) {
      Duration left = delay == null ? Duration.ZERO : watch.remaining(delay);
      if (until != null) {
        Duration toDate = Duration.between(clock.instant(), until);
        left = toDate.compareTo(left) > 0 ? toDate : left;
      }
      if (!left.isPositive()) {
        return;
      }
      nap.take(left.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : left);
    }
  }
}
