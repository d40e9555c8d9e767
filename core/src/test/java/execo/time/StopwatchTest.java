package execo.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void tellsElapsedAndRemaining() {
    var watch = Stopwatch.started(nanos::get);
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    assertThat(watch.elapsed()).isEqualTo(Duration.ofSeconds(3));
    assertThat(watch.remaining(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(2));
    assertThat(watch.remaining(Duration.ofSeconds(2))).isZero();
  }

  @Test
  void awaitsAtLeastTheDuration() throws InterruptedException {
    var watch = Stopwatch.started();
    watch.awaitElapsed(Duration.ofMillis(20));
    assertThat(watch.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    watch.awaitElapsed(Duration.ZERO);
  }

  @Test
  void interruptionEndsTheWait() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Stopwatch.started().awaitElapsed(Duration.ofHours(1)))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void sleepsForTheLongerOfDelayAndDate() throws InterruptedException {
    assertThat(naps(Duration.ofSeconds(10), Instant.ofEpochSecond(4))).containsExactly(10);
    assertThat(naps(Duration.ofSeconds(3), Instant.ofEpochSecond(4))).containsExactly(4);
    assertThat(naps(null, Instant.ofEpochSecond(4))).containsExactly(4);
    assertThat(naps(Duration.ofSeconds(3), null)).containsExactly(3);
    assertThat(naps(null, Instant.ofEpochSecond(-4))).isEmpty();
    assertThat(naps(null, null)).isEmpty();
    assertThat(naps(Duration.ofSeconds(-1), null)).isEmpty();
  }

  @Test
  void longSleepsLookAtTheClockAgain() throws InterruptedException {
    assertThat(naps(null, Instant.ofEpochSecond(70))).containsExactly(30, 30, 10);
  }

  @Test
  void reallySleeps() throws InterruptedException {
    var watch = Stopwatch.started();
    Instant until = Instant.now().plusMillis(10);
    Sleep.sleep(Duration.ofMillis(5), until);
    Sleep.sleep(Duration.ofMillis(5));
    Sleep.sleepUntil(until);
    assertThat(watch.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(10));
    assertThat(Instant.now()).isAfterOrEqualTo(until);
  }

  /** The naps, in seconds, of a sleep that begins at the epoch. */
  private List<Integer> naps(@Nullable Duration delay, @Nullable Instant until)
      throws InterruptedException {
    long begin = nanos.get();
    var naps = new ArrayList<Integer>();
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return Instant.EPOCH.plusNanos(nanos.get() - begin);
          }
        };
    Sleep.Nap nap =
        length -> {
          naps.add((int) length.toSeconds());
          nanos.addAndGet(length.toNanos());
        };
    new Sleep(clock, nanos::get, nap).both(delay, until);
    return naps;
  }
}
