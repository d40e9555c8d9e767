package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.Configuration;
import execo.g5k.G5kSettings;
import execo.g5k.api.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On a clock of its own: 20 s between two looks, 10 s when the job is due. */
class StartWaitTest {
  private static final OarJob JOB = new OarJob(1, "lyon");
  private static final Instant ZERO = Instant.ofEpochSecond(1_800_000_000);

  private final List<Long> pauses = new ArrayList<>();
  private final List<Instant> predictions = new ArrayList<>();
  private final List<Long> limits = new ArrayList<>();
  private Instant now = ZERO;
  private boolean hangs;

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

        @Override
        public <R> Optional<R> within(Duration limit, Supplier<R> question) {
          limits.add(limit.toSeconds());
          return hangs ? Optional.empty() : Optional.of(question.get());
        }
      };

  private static OarJobInfo job(JobState state, @Nullable Instant predicted) {
    return new OarJobInfo(
        1, null, null, state, null, null, List.of(), null, null, null, null, predicted, null, false,
        List.of(), null, null, List.of());
  }

  private boolean await(Function<Long, OarJobInfo> jobAt, @Nullable Duration timeout) {
    return end(jobAt, timeout).started();
  }

  private StartWait.End end(Function<Long, OarJobInfo> jobAt, @Nullable Duration timeout) {
    return new StartWait(G5kSettings.of(Configuration.defaults()), pace)
        .await(
            JOB,
            () -> jobAt.apply(Duration.between(ZERO, now).toSeconds()),
            timeout,
            predictions::add);
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
    assertThat(await(_ -> job(JobState.TO_ERROR, null), null)).isFalse();
    assertThat(await(_ -> job(JobState.FINISHING, null), null)).isFalse();
    assertThat(pauses).isEmpty();
  }

  @Test
  void timeoutEndsTheWait() {
    assertThat(await(_ -> job(JobState.WAITING, null), Duration.ofSeconds(30))).isFalse();
    assertThat(pauses).containsExactly(20L, 10L);
    assertThat(await(_ -> job(JobState.RUNNING, null), Duration.ZERO)).isTrue();
  }

  @Test
  void failedLooksAreFollowedByOthers() {
    Function<Long, OarJobInfo> away =
        t -> {
          if (t > 0 && t < 60) {
            throw new OarException("lyon: oarstat failed: status 502");
          }
          return job(t == 0 ? JobState.WAITING : JobState.RUNNING, null);
        };
    assertThat(await(away, null)).isTrue();
    assertThat(pauses).containsExactly(20L, 20L, 20L);
  }

  @Test
  void timeoutTellsWhyTheLastLookFailed() {
    var end =
        end(
            _ -> {
              throw new OarException("lyon: not reached");
            },
            Duration.ofSeconds(30));
    assertThat(end.started()).isFalse();
    assertThat(end.problem(JOB, Duration.ofSeconds(30)))
        .startsWith("job lyon:1 has not started within")
        .endsWith("lyon: not reached");
    assertThat(pauses).containsExactly(20L, 10L);
  }

  @Test
  void lookGetsNoMoreThanTheTimeThatIsLeft() {
    hangs = true;
    assertThat(await(_ -> job(JobState.RUNNING, null), Duration.ofSeconds(30))).isFalse();
    assertThat(limits).containsExactly(30L, 10L, 5L);
  }

  @Test
  void unknownJobIsNotWaitedFor() {
    assertThatThrownBy(() ->
            await(
                _ -> {
                  throw new UnknownJobException(JOB);
                },
                null))
        .isInstanceOf(UnknownJobException.class);
  }
}
