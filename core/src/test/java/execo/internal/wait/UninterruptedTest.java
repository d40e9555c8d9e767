package execo.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UninterruptedTest {
  @Test
  void interruptsEndNeitherTheWorkNorTheWait() throws Exception {
    var begun = new CountDownLatch(1);
    var mayEnd = new CompletableFuture<String>();
    var result = new CompletableFuture<String>();
    var flag = new CompletableFuture<Boolean>();
    Thread caller =
        Thread.startVirtualThread(() -> {
          Thread.currentThread().interrupt();
          result.complete(
              Uninterrupted.get(() -> {
                begun.countDown();
                return mayEnd.join() + (Thread.currentThread().isInterrupted() ? "!" : "");
              }));
          flag.complete(Thread.currentThread().isInterrupted());
        });
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    mayEnd.complete("done");
    assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo("done");
    assertThat(flag.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void failureIsThrownAsItIs() {
    var failure = new IllegalArgumentException("no");
    assertThatThrownBy(() ->
            Uninterrupted.run(() -> {
              throw failure;
            }))
        .isSameAs(failure);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
