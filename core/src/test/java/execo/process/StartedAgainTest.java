package execo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import execo.internal.os.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Attempts after a failure, and the pauses before them. */
@Timeout(60)
class StartedAgainTest {
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
