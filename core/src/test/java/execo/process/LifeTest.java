package execo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import execo.internal.os.Await;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starts, waits and resets. */
@Timeout(60)
class LifeTest {
  @Test
  void returnsFromStartAtOnceAndStartsOnce() {
    try (var process = new LocalProcess("sleep 100").start()) {
      process.awaitStart(null);
      var pid = process.pid();
      assertThat(process.running()).isTrue();
      assertThat(process.ended()).isFalse();
      assertThat(process.ok()).isTrue();
      assertThat(process.finishedOk()).isFalse();
      assertThat(process.start()).isSameAs(process);
      assertThat(process.pid()).isEqualTo(pid);
      assertThat(process.attempts()).hasSize(1);
      assertThat(process.await("10ms").ended()).isFalse();
    }
  }

  @Test
  void cannotBeWaitedForBeforeItsStart() {
    var process = new LocalProcess("true").openStdin();
    assertThatIllegalStateException().isThrownBy(process::await);
    assertThatIllegalStateException().isThrownBy(() -> process.await("1s"));
    assertThatIllegalStateException().isThrownBy(() -> process.awaitStart(null));
    assertThatIllegalStateException().isThrownBy(process::whenEnded);
    assertThatIllegalStateException().isThrownBy(() -> process.expect("x"));
    assertThatIllegalStateException().isThrownBy(() -> process.write("x"));
    assertThatIllegalStateException().isThrownBy(process::closeStdin);
    process.close();
    process.reset();
    assertThat(process.kill().started()).isFalse();
    assertThat(process.run().ok()).isTrue();
    process.reset();
    assertThatIllegalStateException().isThrownBy(process::await);
  }

  @Test
  void canBeResetAndKeepsItsAttempts() {
    var process = new LocalProcess("echo $$").shell().run();
    var first = process.stdout();
    var old = Objects.requireNonNull(process.attempt());
    assertThat(process.reset()).isSameAs(process);
    assertThat(process.started()).isFalse();
    assertThat(process.ended()).isFalse();
    assertThat(process.attempt()).isNull();
    assertThat(process.stdout()).isEmpty();
    assertThat(process.exitCode()).isNull();
    process.run();
    assertThat(process.stdout()).isNotEqualTo(first);
    assertThat(process.attempts()).extracting(Attempt::number).containsExactly(1, 2);
    assertThat(process.attempts().getFirst().stdout().text()).isEqualTo(first);
    assertThat(old.stdout().text()).isEqualTo(first);
    assertThat(old.exitCode()).isZero();
  }

  @Test
  void isKilledByAReset() {
    var process = new LocalProcess("sleep 100").start();
    process.awaitStart(null);
    var pid = Objects.requireNonNull(process.pid());
    process.reset();
    assertThat(Await.runs(pid)).isFalse();
    assertThat(process.attempts()).singleElement().satisfies(a -> assertThat(a.killed()).isTrue());
    assertThat(process.attempts().getFirst().ended()).isTrue();
  }

  @Test
  void canBeStartedAgainByItsOwnEndHandler() {
    var ends = new CountDownLatch(3);
    var process = new LocalProcess("true");
    process.onEnd(p -> {
      ends.countDown();
      if (ends.getCount() > 0) {
        p.reset().start();
      }
    });
    process.start();
    assertThat(await(ends)).isTrue();
    assertThat(process.await("10s").attempts()).hasSize(3);
  }

  @Test
  void cannotBeWaitedForByItsOwnHandlers() {
    var problem = new CompletableFuture<Throwable>();
    var after = new CompletableFuture<Boolean>();
    var process = new LocalProcess("echo x");
    process.onStdoutLines((p, line) -> {
      try {
        p.await();
      } catch (IllegalStateException e) {
        problem.complete(e);
      }
    });
    process.onEnd(p -> after.complete(p.await().ended()));
    process.run("10s");
    assertThat(problem).isCompleted();
    assertThat(problem.join()).hasMessageContaining("a handler of a process cannot wait");
    assertThat(after).isCompletedWithValue(true);
  }

  @Test
  void canBeClosedByItsOwnOutputHandler() {
    var process =
        new LocalProcess("echo go; exec sleep 100").shell().onStdoutLines((p, line) -> p.close());
    assertThat(process.run("10s").killed()).isTrue();
    assertThat(process.ended()).isTrue();
  }

  @Test
  void passesInterruptionsOn() throws InterruptedException {
    try (var process = new LocalProcess("sleep 100").start()) {
      process.awaitStart(null);
      var outcome = new AtomicReference<Throwable>();
      var flag = new CompletableFuture<Boolean>();
      var waiter =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  process.await();
                } catch (WaitInterruptedException e) {
                  outcome.set(e);
                }
                flag.complete(Thread.currentThread().isInterrupted());
              });
      Await.until("the wait", () -> waiter.getState() == Thread.State.WAITING);
      waiter.interrupt();
      waiter.join(10_000);
      assertThat(outcome.get()).isInstanceOf(WaitInterruptedException.class);
      assertThat(flag).isCompletedWithValue(true);
      assertThat(process.running()).isTrue();
    }
  }

  @Test
  void isInterruptedInAnExpectToo() throws InterruptedException {
    try (var process = new LocalProcess("sleep 100").start()) {
      var outcome = new CompletableFuture<Void>();
      var waiter =
          Thread.ofPlatform()
              .start(() -> {
                assertThatExceptionOfType(WaitInterruptedException.class)
                    .isThrownBy(() -> process.expect("never"));
                outcome.complete(null);
              });
      Await.until("the wait", () -> waiter.getState() == Thread.State.WAITING);
      waiter.interrupt();
      waiter.join(10_000);
      assertThat(outcome).isCompleted();
    }
  }

  @Test
  void completesItsFuture() {
    var process = new LocalProcess("true").start();
    assertThat(process.whenEnded()).succeedsWithin(Duration.ofSeconds(10)).isSameAs(process);
    assertThat(process.await(Duration.ofSeconds(Long.MAX_VALUE)).ended()).isTrue();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
