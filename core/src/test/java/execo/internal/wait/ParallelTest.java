package execo.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import execo.time.WaitInterruptedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ParallelTest {
  @Test
  void resultsHaveTheOrderOfTheValues() {
    var all = new CountDownLatch(3);
    var results =
        Parallel.map(
            List.of(1, 2, 3),
            value -> {
              all.countDown();
              await(all);
              return value * 10;
            });
    assertThat(results).containsExactly(10, 20, 30);
    assertThat(Parallel.map(List.<String>of(), String::length)).isEmpty();
  }

  @Test
  void theFirstFailureEndsTheRest() {
    var busy = new CountDownLatch(1);
    var interrupted = new AtomicInteger();
    assertThatThrownBy(() ->
            Parallel.map(
                List.of(0, 1),
                value -> {
                  if (value == 1) {
                    return forever(busy, interrupted);
                  }
                  await(busy);
                  throw new IllegalArgumentException("expected");
                }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected");
    assertThat(interrupted).hasValue(1);
  }

  @Test
  void theFirstNoEndsTheRest() {
    var busy = new CountDownLatch(1);
    var interrupted = new AtomicInteger();
    assertThat(
            Parallel.all(
                List.of(0, 1),
                value -> {
                  if (value == 1) {
                    return forever(busy, interrupted);
                  }
                  await(busy);
                  return false;
                }))
        .isFalse();
    assertThat(interrupted).hasValue(1);
    assertThat(Parallel.all(List.of(1, 2, 3), value -> value > 0)).isTrue();
  }

  @Test
  void outcomesAreAllThereAfterAnInterrupt() throws Exception {
    var busy = new CountDownLatch(2);
    var outcomes = new CompletableFuture<List<String>>();
    Thread caller =
        Thread.startVirtualThread(() ->
            outcomes.complete(
                Parallel.outcomes(
                    List.of("a", "b"),
                    value -> {
                      var end = catchThrowable(() -> forever(busy, new AtomicInteger()));
                      return value + ": " + (end instanceof WaitInterruptedException);
                    })));
    await(busy);
    caller.interrupt();
    assertThat(outcomes.get(30, TimeUnit.SECONDS)).containsExactly("a: true", "b: true");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void interruptEndsTheWaitAndTheRest(int count) throws Exception {
    var busy = new CountDownLatch(count);
    var interrupted = new AtomicInteger();
    var end = new CompletableFuture<Throwable>();
    var flag = new CompletableFuture<Boolean>();
    var values = List.of(1, 2, 3, 4).subList(0, count);
    Thread caller =
        Thread.startVirtualThread(() -> {
          end.complete(catchThrowable(() -> Parallel.map(values, _ -> forever(busy, interrupted))));
          flag.complete(Thread.currentThread().isInterrupted());
        });
    await(busy);
    caller.interrupt();
    assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(WaitInterruptedException.class);
    assertThat(flag.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(interrupted).hasValue(count);
  }

  private static boolean forever(CountDownLatch busy, AtomicInteger interrupted) {
    try {
      busy.countDown();
      new CountDownLatch(1).await();
      return true;
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
