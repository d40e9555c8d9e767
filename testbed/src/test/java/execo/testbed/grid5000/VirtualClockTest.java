package execo.testbed.grid5000;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualClockTest {
  @Test
  void happensInTheOrderOfTheDates() {
    try (var clock = new VirtualClock(0)) {
      var seen = new ArrayList<String>();
      var start = clock.now();
      clock.after(Duration.ofHours(2), () -> seen.add("late " + clock.now()));
      clock.after(Duration.ofHours(1), () -> seen.add("early " + clock.now()));
      clock.after(Duration.ofHours(1), () -> seen.add("then " + clock.now()));
      clock.advance(Duration.ofHours(3));
      assertThat(seen)
          .containsExactly(
              "early " + start.plus(Duration.ofHours(1)),
              "then " + start.plus(Duration.ofHours(1)),
              "late " + start.plus(Duration.ofHours(2)));
      assertThat(clock.now()).isEqualTo(start.plus(Duration.ofHours(3)));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1000})
  void goesOnAfterAFailure(double speed) throws Exception {
    try (var clock = new VirtualClock(speed)) {
      var next = new CompletableFuture<Void>();
      clock.after(
          Duration.ZERO,
          () -> {
            throw new IllegalStateException("expected by the test");
          });
      clock.after(
          Duration.ZERO,
          () -> {
            throw new AssertionError("expected by the test");
          });
      clock.after(Duration.ofMillis(1), () -> next.complete(null));
      next.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void failuresDoNotStopAnAdvance() {
    try (var clock = new VirtualClock(0)) {
      var seen = new ArrayList<Integer>();
      var target = clock.now().plusSeconds(10);
      clock.after(
          Duration.ofSeconds(1),
          () -> {
            throw new IllegalStateException("expected by the test");
          });
      clock.after(Duration.ofSeconds(2), () -> seen.add(2));
      clock.advance(Duration.ofSeconds(10));
      assertThat(seen).isEqualTo(List.of(2));
      assertThat(clock.now()).isEqualTo(target);
    }
  }
}
