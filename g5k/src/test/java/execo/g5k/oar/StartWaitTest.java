package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import execo.g5k.G5kSettings;
import execo.g5k.api.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On a clock of its own: 20 s between two looks, 10 s when the job is due. */
class StartWaitTest {
  private static final Instant ZERO = Instant.ofEpochSecond(1_800_000_000);

  private final List<Long> pauses = new ArrayList<>();
  private final List<Instant> predictions = new ArrayList<>();
  private Instant now = ZERO;

  private final Pace pace =
      new Pace() {
        @Override
        public Instant now() {
          return now;
        }

        @Override
        public void sleep(Duration duration) {
          pauses.add(duration.toSeconds());
          now = now.plus(duration);
        }
      };

  private static OarJobInfo job(JobState state, @Nullable Instant predicted) {
    return new OarJobInfo(
        1, null, null, state, null, null, List.of(), null, null, null, null, predicted, null, false,
        List.of(), null, null, List.of());
  }

  private boolean await(Function<Long, OarJobInfo> jobAt, @Nullable Duration timeout) {
    return new StartWait(G5kSettings.of(Configuration.defaults()), pace)
        .await(
            () -> jobAt.apply(Duration.between(ZERO, now).toSeconds()), timeout, predictions::add)
        .isPresent();
  }

  @Test
  void withoutPredictionItLooksNowAndThen() {
    assertThat(await(t -> job(t >= 50 ? JobState.RUNNING : JobState.WAITING, null), null)).isTrue();
    assertThat(pauses).containsExactly(20L, 20L, 20L);
    assertThat(predictions).isEmpty();
  }

  @Test
  void itLooksWhenTheJobIsDueAndMoreOftenFromThenOn() {
    Instant due = ZERO.plusSeconds(45);
    assertThat(await(t -> job(t >= 60 ? JobState.RUNNING : JobState.WAITING, due), null)).isTrue();
    assertThat(pauses).containsExactly(20L, 20L, 5L, 10L, 10L);
    assertThat(predictions).containsExactly(due);
  }

  @Test
  void changedPredictionsAreTold() {
    assertThat(
            await(
                t ->
                    job(
                        t >= 60 ? JobState.RUNNING : JobState.WAITING,
                        ZERO.plusSeconds(t < 30 ? 100 : 200)),
                null))
        .isTrue();
    assertThat(predictions).containsExactly(ZERO.plusSeconds(100), ZERO.plusSeconds(200));
  }

  @Test
  void endedJobIsNotWaitedFor() {
    assertThat(await(_ -> job(JobState.ERROR, null), null)).isFalse();
    assertThat(await(_ -> job(JobState.TERMINATED, null), null)).isFalse();
    assertThat(pauses).isEmpty();
  }

  @Test
  void timeoutEndsTheWait() {
    assertThat(await(_ -> job(JobState.WAITING, null), Duration.ofSeconds(30))).isFalse();
    assertThat(pauses).containsExactly(20L, 10L);
    assertThat(await(_ -> job(JobState.RUNNING, null), Duration.ZERO)).isTrue();
  }
}
