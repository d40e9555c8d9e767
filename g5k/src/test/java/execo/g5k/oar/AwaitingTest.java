package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.api.JobState;
import execo.internal.wait.Parallel;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for several jobs, with an hour between two looks. */
@Timeout(60)
class AwaitingTest {
  private static final OarJob FIRST = new OarJob(1, "lyon");
  private static final OarJob SECOND = new OarJob(2, "lyon");

  private final ScriptedBackend backend = new ScriptedBackend();
  private final CountDownLatch looked = new CountDownLatch(1);
  private final Oar oar =
      new Oar(
          G5kSettings.of(Configuration.defaults())
              .with(G5kKeys.POLLING_INTERVAL, Duration.ofHours(1)),
          backend,
          Pace.SYSTEM);

  private OarJobInfo waiting() {
    looked.countDown();
    return ScriptedBackend.info(1, null, JobState.WAITING);
  }

  @Test
  void oneThatDiedEndsTheWaitForAll() {
    backend.looks.put(FIRST, this::waiting);
    backend.looks.put(SECOND, () -> ScriptedBackend.info(2, null, JobState.ERROR));
    var reservation = oar.releaseOnExit(List.of(FIRST, SECOND));
    assertThat(reservation.awaitStart()).isFalse();
    assertThatThrownBy(reservation::nodes)
        .isInstanceOf(OarException.class)
        .hasMessage("job lyon:2 has ended: ERROR");
  }

  @Test
  void nodesOfAllInTheirOrder() {
    backend.looks.put(FIRST, () -> ScriptedBackend.info(1, null, JobState.RUNNING, "b", "c"));
    backend.looks.put(SECOND, () -> ScriptedBackend.info(2, null, JobState.RUNNING, "a", "c"));
    var reservation = oar.releaseOnExit(List.of(FIRST, SECOND));
    assertThat(reservation.awaitStart()).isTrue();
    assertThat(reservation.nodes())
        .extracting(host -> host.address())
        .containsExactly("b", "c", "a");
  }

  @Test
  void interruptEndsTheWait() {
    backend.looks.put(FIRST, this::waiting);
    backend.looks.put(SECOND, this::waiting);
    Thread caller = Thread.currentThread();
    CompletableFuture.runAsync(() -> {
      if (passed(looked)) {
        caller.interrupt();
      }
    });
    assertThatThrownBy(() -> oar.awaitStart(List.of(FIRST, SECOND), null, _ -> {}))
        .isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static boolean passed(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void questionThatHangsIsInterrupted() throws Exception {
    var interrupted = new CompletableFuture<Boolean>();
    Optional<Boolean> answer =
        Aside.within(
            Duration.ofMillis(20),
            () -> {
              boolean passed = passed(new CountDownLatch(1));
              interrupted.complete(Thread.currentThread().isInterrupted());
              return passed;
            });
    assertThat(answer).isEmpty();
    assertThat(interrupted.get(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void failureEndsTheQuestionsAtOtherSites() throws Exception {
    var ended = new CompletableFuture<Boolean>();
    var asked = new CountDownLatch(1);
    var second = new AtomicBoolean();
    assertThatThrownBy(() ->
            Parallel.map(
                List.of("silent", "broken"),
                site -> {
                  if (site.equals("silent")) {
                    asked.countDown();
                    boolean passed = passed(new CountDownLatch(1));
                    ended.complete(!passed);
                    return site;
                  }
                  second.set(passed(asked));
                  throw new OarException("not reached");
                }))
        .isInstanceOf(OarException.class)
        .hasMessage("not reached");
    assertThat(second).isTrue();
    assertThat(ended.get(1, TimeUnit.MINUTES)).isTrue();
  }
}
