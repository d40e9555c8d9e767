package execo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import execo.internal.os.Await;
import execo.time.WaitInterruptedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts, waits, kills, timeouts and resets. */
@Timeout(60)
class LifeTest {
  private static final String STUBBORN = "trap '' TERM; echo ready; while :; do sleep 10; done";

  private static LocalProcess stubborn(String killTimeout) {
    var process = new LocalProcess(STUBBORN).shell().killTimeout(killTimeout).start();
    assertThat(process.expect("ready", "10s")).isPresent();
    return process;
  }

  private static long pidOf(ManagedProcess process, String name) {
    var match = process.expect(name + "=(\\d+)\n", "10s").orElseThrow();
    return Long.parseLong(match.group(1));
  }

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
  void isKilledWithTerm() {
    var process = new LocalProcess("sleep 100").start();
    process.awaitStart(null);
    assertThat(process.kill()).isSameAs(process);
    process.await("10s");
    assertThat(process.exitCode()).isEqualTo(143);
    assertThat(process.signal()).isEqualTo(15);
    assertThat(process.killed()).isTrue();
    assertThat(process.forcedKill()).isFalse();
    assertThat(process.timedOut()).isFalse();
    assertThat(process.finishedOk()).isTrue();
  }

  @Test
  void isKilledDuringItsStart() {
    var processes = new ArrayList<LocalProcess>();
    for (var i = 0; i < 50; i++) {
      processes.add(new LocalProcess("sleep 100").start().kill());
    }
    for (var process : processes) {
      assertThat(process.await("20s").signal()).isEqualTo(15);
      assertThat(process.killed()).isTrue();
    }
  }

  @Test
  void isNotKilledBeforeTheStartOrAfterTheEnd() {
    var process = new LocalProcess("exit 3").shell().nologExitCode();
    assertThat(process.kill().killed()).isFalse();
    process.run();
    assertThat(process.kill(Signal.KILL).killed()).isFalse();
    assertThat(process.exitCode()).isEqualTo(3);
    assertThat(process.ok()).isFalse();
  }

  @Test
  void getsOtherSignalsWithoutEscalation() {
    var process =
        new LocalProcess("trap 'echo usr1' USR1; echo ready; while :; do sleep 0.02; done")
            .shell()
            .killSubprocesses(false)
            .killTimeout("10ms")
            .start();
    assertThat(process.expect("ready", "10s")).isPresent();
    process.kill(Signal.USR1);
    assertThat(process.expect("usr1", "10s")).isPresent();
    process.kill(Signal.USR1);
    assertThat(process.expect("usr1", "10s")).isPresent();
    assertThat(process.running()).isTrue();
    assertThat(process.forcedKill()).isFalse();
    process.kill(Signal.KILL).await("10s");
    assertThat(process.signal()).isEqualTo(9);
    assertThat(process.forcedKill()).isFalse();
  }

  @Test
  void escalatesToKill() {
    var process = stubborn("150ms");
    var before = System.nanoTime();
    process.kill().await("20s");
    assertThat(System.nanoTime() - before).isGreaterThan(Duration.ofMillis(150).toNanos());
    assertThat(process.signal()).isEqualTo(9);
    assertThat(process.exitCode()).isEqualTo(137);
    assertThat(process.killed()).isTrue();
    assertThat(process.forcedKill()).isTrue();
    assertThat(process.ok()).isTrue();
  }

  @Test
  void escalatesAfterTheTimeOfTheCallOrNever() {
    var process = stubborn("1h");
    process.kill(Signal.TERM, null);
    assertThat(process.await("200ms").running()).isTrue();
    process.kill(Signal.INT, Duration.ofMillis(1)).await("20s");
    assertThat(process.forcedKill()).isTrue();
  }

  @Test
  void aLateKillDoesNotWeakenAnEarlierOne() {
    var process = new LocalProcess(STUBBORN).shell().killTimeout("1h").start();
    process.kill(Signal.KILL).kill(Signal.TERM).await("20s");
    assertThat(process.signal()).isEqualTo(9);
  }

  @Test
  void killsDescendantsOfAShell() {
    var process =
        new LocalProcess("sleep 300 & echo child=$!; sleep 300 & echo other=$!; wait")
            .shell()
            .start();
    var child = pidOf(process, "child");
    var other = pidOf(process, "other");
    process.kill().await("10s");
    Await.gone(child);
    Await.gone(other);
  }

  @Test
  void leavesDescendantsAloneWhenTold() {
    var process =
        new LocalProcess("sleep 300 & echo child=$!; wait").shell().killSubprocesses(false).start();
    var child = pidOf(process, "child");
    process.kill().await("10s");
    assertThat(process.signal()).isEqualTo(15);
    assertThat(Await.runs(child)).isTrue();
    new LocalProcess("kill " + child).shell().run();
    Await.gone(child);
  }

  @Test
  void killsDescendantsThatIgnoreTermAndOutliveTheirParent() {
    var process =
        new LocalProcess(
                "(trap '' TERM; echo ready; while :; do sleep 10; done) & echo child=$!; wait")
            .shell()
            .killTimeout("300ms")
            .start();
    var child = pidOf(process, "child");
    assertThat(process.expect(Expectation.of("ready").timeout("10s"))).isNotNull();
    process.kill().await("10s");
    assertThat(process.signal()).isEqualTo(15);
    Await.gone(child);
  }

  @Test
  void timesOutWithItsWholeTree() {
    var process =
        new LocalProcess(List.of("sh", "-c", "echo early; sleep 300 & echo child=$!; wait"))
            .timeout("300ms")
            .nologTimeout()
            .start();
    var child = pidOf(process, "child");
    process.await("10s");
    Await.gone(child);
    assertThat(process.timedOut()).isTrue();
    assertThat(process.killed()).isTrue();
    assertThat(process.ok()).isFalse();
    assertThat(process.error()).isFalse();
    assertThat(process.stdout()).startsWith("early\n");
    var attempt = Objects.requireNonNull(process.attempt());
    assertThat(attempt.timeoutDate()).isEqualTo(attempt.start().plusMillis(300));
    assertThat(attempt.end()).isAfterOrEqualTo(attempt.timeoutDate());
  }

  @Test
  void timesOutThoughTermIsIgnored() {
    var process =
        new LocalProcess(STUBBORN).shell().timeout("200ms").killTimeout("100ms").nologTimeout();
    process.run("20s");
    assertThat(process.timedOut()).isTrue();
    assertThat(process.forcedKill()).isTrue();
    assertThat(process.signal()).isEqualTo(9);
  }

  @Test
  void isNotTimedOutWhenItEndsBefore() {
    var process = new LocalProcess("true").timeout("1h").run();
    assertThat(process.timedOut()).isFalse();
    assertThat(process.killed()).isFalse();
    assertThat(process.ok()).isTrue();
  }

  @Test
  void endsThoughAGrandchildHoldsItsPipes() {
    var before = System.nanoTime();
    var process = new LocalProcess("sleep 300 & echo child=$!; exit 4").shell().nologExitCode();
    process.run("20s");
    assertThat(process.exitCode()).isEqualTo(4);
    assertThat(System.nanoTime() - before).isLessThan(Duration.ofSeconds(10).toNanos());
    var attempt = Objects.requireNonNull(process.attempt());
    assertThat(attempt.stdoutError()).contains("holds it open");
    var child = pidOf(process, "child");
    new LocalProcess("kill " + child).shell().run();
    Await.gone(child);
  }

  @Test
  void closesByKillingAndWaiting() {
    long pid;
    LocalProcess process;
    try (var sleep = new LocalProcess("sleep 100").start()) {
      process = sleep;
      pid = Objects.requireNonNull(sleep.awaitStart(null).pid());
    }
    assertThat(process.ended()).isTrue();
    assertThat(process.killed()).isTrue();
    assertThat(Await.runs(pid)).isFalse();
    process.close();
  }

  @Test
  void closesWhatIgnoresTerm() {
    LocalProcess process;
    try (var stubborn = stubborn("100ms")) {
      process = stubborn;
    }
    assertThat(process.ended()).isTrue();
    assertThat(process.forcedKill()).isTrue();
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

  private static LocalProcess flapping(Path directory) {
    return new LocalProcess("mkdir one 2>/dev/null && exit 5; cat; exit 0")
        .shell()
        .directory(directory)
        .nologExitCode();
  }

  @Test
  void isStartedAgainAfterAFailure(@TempDir Path directory) {
    var process = flapping(directory).retries(2, "1ms").input("text");
    assertThat(process.run("10s").ok()).isTrue();
    assertThat(process.exitCode()).isZero();
    assertThat(process.stdout()).isEqualTo("text");
    assertThat(process.attempts()).extracting(Attempt::exitCode).containsExactly(5, 0);
    assertThat(process.reset().attempts()).hasSize(2);
    assertThat(process.run("10s").attempts()).hasSize(3);
  }

  private static LocalProcess pausing(LocalProcess process) throws Exception {
    var paused = new CountDownLatch(1);
    process.onLifecycle(
        new LifecycleHandler() {
          @Override
          public void retry(ManagedProcess p, Attempt failed, Duration pause) {
            assertThatIllegalStateException().isThrownBy(p::await);
            paused.countDown();
          }
        });
    process.retries(1, "1h").start();
    assertThat(paused.await(20, TimeUnit.SECONDS)).isTrue();
    return process;
  }

  @Test
  void isStartedBeforeItsPauseIsOver(@TempDir Path directory) throws Exception {
    var process = pausing(flapping(directory).openStdin());
    process.write("early").closeStdin();
    Await.until("second attempt", () -> process.start().attempts().size() == 2);
    assertThat(process.await("10s").stdout()).isEqualTo("early");
  }

  @Test
  void endsAsItFailedWhenItIsKilledInAPause(@TempDir Path directory) throws Exception {
    var process = pausing(flapping(directory));
    var ended = process.whenEnded();
    process.kill();
    ended.get(20, TimeUnit.SECONDS);
    assertThat(process.ended()).isTrue();
    assertThat(process.ok()).isFalse();
    assertThat(process.killed()).isFalse();
    assertThat(process.exitCode()).isEqualTo(5);
    assertThat(process.start().attempts()).hasSize(1);
  }

  @Test
  void canBeResetInAPause(@TempDir Path directory) throws Exception {
    var process = pausing(flapping(directory));
    assertThat(process.reset().started()).isFalse();
    assertThat(process.run("10s").ok()).isTrue();
    assertThat(process.attempts()).hasSize(2);
  }

  @Test
  void isNotStartedAgainIfThatCannotBeDecided(@TempDir Path directory) {
    var process =
        flapping(directory)
            .retries(
                1,
                "1ms",
                attempt -> {
                  throw new IllegalStateException("no idea");
                });
    assertThat(process.run("10s").attempts()).hasSize(1);
  }
}
