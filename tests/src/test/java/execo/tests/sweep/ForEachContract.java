package execo.tests.sweep;

import static execo.Execo.sleep;
import static execo.tests.sweep.SweeperContract.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.sweep.Combination;
import execo.sweep.Failure;
import execo.sweep.ParamSweeper;
import execo.sweep.Work;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a sweeper works through its elements by itself, whatever keeps its states. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ForEachContract {
  /** A storage of this test alone, with nothing in it at first. */
  abstract String url();

  private ParamSweeper<Combination> open() {
    return new ParamSweeper<>(url(), SWEEP);
  }

  @Test
  void forEachDoesAll() {
    try (var sweeper = open()) {
      var seen = ConcurrentHashMap.<Combination>newKeySet();
      var progress =
          sweeper.forEach(
              3,
              c -> {
                assertThat(seen.add(c)).isTrue();
                if (c.integer("flows") == 2) {
                  throw new IllegalStateException("two");
                }
                if (c.equals(SWEEP.getFirst())) {
                  sweeper.skip(c);
                }
              });
      assertThat(seen).hasSize(6);
      assertThat(progress.done()).isEqualTo(3);
      assertThat(progress.skipped()).isEqualTo(1);
      assertThat(sweeper.failed()).extracting(Failure::reason).containsExactly("two", "two");
    }
  }

  @Test
  void forEachTriesAgain() {
    try (var sweeper = open()) {
      var tries = new AtomicInteger();
      sweeper
          .attempts(2)
          .forEach(
              2,
              c -> {
                if (c.equals(SWEEP.getFirst()) && tries.incrementAndGet() == 1) {
                  throw new IllegalStateException("once");
                }
              });
      assertThat(sweeper.done()).isEqualTo(SWEEP);
    }
  }

  @Test
  void interruptedForEachGivesBack() throws Exception {
    try (var sweeper = open()) {
      interrupt(sweeper, c -> new CompletableFuture<Boolean>().get());
      assertThat(sweeper.todo()).isEqualTo(SWEEP);
    }
  }

  @Test
  void interruptedForEachGivesBackWhateverItsWorkThrows() throws Exception {
    try (var sweeper = open()) {
      interrupt(
          sweeper,
          c -> {
            try {
              new CompletableFuture<Boolean>().get();
            } catch (InterruptedException e) {
              throw c.text("cc").equals("reno")
                  ? new IllegalStateException("no answer", e)
                  : new ClosedByInterruptException();
            }
          });
      assertThat(sweeper.failed()).isEmpty();
      assertThat(sweeper.todo()).isEqualTo(SWEEP);
    }
  }

  /** Interrupts a loop that does some work, two at a time, when both have begun. */
  private static void interrupt(ParamSweeper<Combination> sweeper, Work<Combination> work)
      throws Exception {
    var begun = new CountDownLatch(2);
    var ended = new CompletableFuture<Boolean>();
    var thread =
        Thread.startVirtualThread(() -> {
          try {
            sweeper.forEach(
                2,
                c -> {
                  begun.countDown();
                  work.run(c);
                });
          } catch (RuntimeException e) {
            ended.complete(Thread.currentThread().isInterrupted());
          }
        });
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThat(ended.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void workThatThrowsAnInterruptionHasFailed() {
    try (var sweeper = open()) {
      sweeper.forEach(
          2,
          c -> {
            switch (c.integer("flows")) {
              case 1 -> throw new InterruptedException("by itself");
              case 2 -> {
                Thread.currentThread().interrupt();
                sleep("1s");
              }
              default -> Thread.currentThread().interrupt();
            }
          });
      assertThat(sweeper.done()).isEqualTo(SWEEP.subList(4, 6));
      assertThat(sweeper.failed())
          .extracting(Failure::reason)
          .containsExactly(
              "by itself", "by itself", "interrupted while waiting", "interrupted while waiting");
    }
  }

  @Test
  void forEachTakesWhatOthersGiveBack() throws Exception {
    try (var sweeper = open()) {
      var begun = new CompletableFuture<Boolean>();
      CompletableFuture<Void> loop;
      try (var other = open()) {
        assertThat(other.nextBatch(5)).hasSize(5);
        loop = CompletableFuture.runAsync(() -> sweeper.forEach(4, c -> begun.complete(true)));
        begun.get(30, TimeUnit.SECONDS);
        assertThat(other.cancelAll(SWEEP.subList(0, 2))).isEqualTo(2);
      }
      loop.get(50, TimeUnit.SECONDS);
      assertThat(sweeper.done()).isEqualTo(SWEEP);
    }
  }

  @Test
  void errorsEndForEach() {
    try (var sweeper = open()) {
      assertThatThrownBy(() ->
              sweeper.forEach(
                  2,
                  c -> {
                    throw new AssertionError("broken");
                  }))
          .isInstanceOf(AssertionError.class);
      assertThat(sweeper.todo()).isEqualTo(SWEEP);
    }
  }

  @Test
  void errorsInterruptWhatElseIsInProgress() {
    try (var sweeper = open()) {
      var waiting = new CountDownLatch(2);
      assertThatThrownBy(() ->
              sweeper.forEach(
                  3,
                  c -> {
                    if (c.integer("flows") == 2) {
                      assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();
                      throw new AssertionError("broken");
                    }
                    waiting.countDown();
                    new CompletableFuture<Boolean>().get();
                  }))
          .isInstanceOf(AssertionError.class)
          .hasMessage("broken");
      assertThat(sweeper.todo()).isEqualTo(SWEEP);
    }
  }

  @Test
  void anErrorStaysTheMainOneIfNothingCanBeGivenBack() {
    var sweeper = open();
    assertThatThrownBy(() ->
            sweeper.forEach(
                1,
                c -> {
                  sweeper.close();
                  throw new AssertionError("broken");
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("broken")
        .satisfies(e ->
            assertThat(e.getSuppressed())
                .singleElement()
                .isInstanceOf(IllegalStateException.class));
  }
}
