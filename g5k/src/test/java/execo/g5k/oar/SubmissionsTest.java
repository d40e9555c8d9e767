package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.Configuration;
import execo.g5k.G5kSettings;
import execo.g5k.api.JobState;
import execo.g5k.oar.Refusal.Reason;
import execo.time.WaitInterruptedException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever happens to a submission, each job is told of or deleted. */
class SubmissionsTest {
  private final ScriptedBackend backend = new ScriptedBackend();
  private final Oar oar =
      new Oar(G5kSettings.of(Configuration.defaults()), backend, ScriptedBackend.HURRIED);

  private static List<OarRequest> at(String... sites) {
    return Stream.of(sites).map(site -> OarSubmission.of("nodes=1").at(site)).toList();
  }

  private static Submitted refused(OarRequest request, Reason reason) {
    return Submitted.refused(request, Refusal.of(reason, "said so"));
  }

  private static Reason reason(Submitted submitted) {
    return Objects.requireNonNull(submitted.refusal()).reason();
  }

  private static OarJob lyon(long id) {
    return new OarJob(id, "lyon");
  }

  /** Stays until it is interrupted, as a frontend's silence. */
  private static Submitted silent(OarRequest request, CountDownLatch asked) {
    asked.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return refused(request, Reason.INTERRUPTED);
  }

  @Test
  void brokenSubmissionDoesNotHideTheOthers() {
    backend
        .accepting("lyon", 1, 2)
        .answering(
            "nancy",
            _ -> {
              throw new IllegalStateException("broken");
            });
    var submitted = oar.oarsub(at("nancy", "lyon"));
    assertThat(reason(submitted.getFirst())).isEqualTo(Reason.UNREACHABLE);
    assertThat(submitted.getLast().jobs()).containsExactly(lyon(1), lyon(2));
    assertThat(submitted.getLast().job()).isEqualTo(lyon(1));
    assertThat(backend.deleted).isEmpty();
  }

  @Test
  void misuseIsToldBeforeAnythingIsSubmitted() {
    backend.accepting("lyon", 1);
    assertThatThrownBy(() -> oar.oarsub(at("lyon", "no site")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> oar.reserve(at("lyon", "no site")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(backend.submitted).isEmpty();
  }

  @Test
  void jobsThatAreLeftAreDeleted() {
    backend.answering(
        "lyon",
        request ->
            Submitted.refused(
                request, new Refusal(Reason.SERVER_DOWN, "down", null, List.of(lyon(5), lyon(6)))));
    var refusal = Objects.requireNonNull(oar.oarsub(at("lyon")).getFirst().refusal());
    assertThat(backend.deleted).containsExactlyInAnyOrder(lyon(5), lyon(6));
    assertThat(refusal.left()).isEmpty();
    assertThat(refusal.message()).contains("lyon:5 was there all the same");
  }

  @Test
  void reservationDeletesAllJobsOfAnArray() {
    backend.accepting("lyon", 1, 2, 3);
    try (var reservation = oar.reserve(at("lyon"))) {
      assertThat(reservation.jobs()).containsExactly(lyon(1), lyon(2), lyon(3));
      assertThatThrownBy(reservation::job).isInstanceOf(IllegalStateException.class);
    }
    assertThat(backend.deleted).containsExactlyInAnyOrder(lyon(1), lyon(2), lyon(3));
  }

  @Test
  void allOrNothingGivesBackAllJobsOfAnArray() {
    backend
        .accepting("lyon", 1, 2)
        .answering("nancy", request -> refused(request, Reason.NOT_ENOUGH_RESOURCES));
    assertThat(oar.oarsubgrid(at("lyon", "nancy"), s -> s.withWalltime("1:00")))
        .extracting(SubmissionsTest::reason)
        .containsExactly(Reason.GIVEN_BACK, Reason.NOT_ENOUGH_RESOURCES);
    assertThat(backend.deleted).containsExactlyInAnyOrder(lyon(1), lyon(2));
  }

  @Test
  void jobThatNoAnswerToldOfIsFoundByItsName() {
    backend.answering(
        "lyon",
        request -> {
          backend.there.put(
              lyon(7), ScriptedBackend.info(7, request.submission().name(), JobState.WAITING));
          backend.there.put(lyon(8), ScriptedBackend.info(8, "other", JobState.WAITING));
          return refused(request, Reason.TIMEOUT);
        });
    assertThatThrownBy(() -> oar.reserve(at("lyon")))
        .isInstanceOf(JobsRefusedException.class)
        .hasMessageContaining("said so")
        .hasMessageContaining("job lyon:7 was there all the same");
    assertThat(backend.deleted).containsExactly(lyon(7));
  }

  @Test
  void jobOfAGridThatNoAnswerToldOfIsGivenBackToo() {
    backend
        .accepting("lyon", 1)
        .answering(
            "nancy",
            request -> {
              var job = new OarJob(7, "nancy");
              backend.there.put(
                  job, ScriptedBackend.info(7, request.submission().name(), JobState.WAITING));
              return refused(request, Reason.TIMEOUT);
            });
    assertThat(oar.oarsubgrid(at("lyon", "nancy"), s -> s.withName("mine")))
        .extracting(SubmissionsTest::reason)
        .containsExactly(Reason.GIVEN_BACK, Reason.TIMEOUT);
    assertThat(backend.deleted).containsExactlyInAnyOrder(lyon(1), new OarJob(7, "nancy"));
  }

  @Test
  void jobsOfAGridBelongTogetherAndToNoProgram() {
    backend.accepting("lyon", 1, 2).accepting("nancy", 3);
    var first = oar.oarsubgrid(at("nancy", "lyon"), s -> s.withName("mine"));
    assertThat(first).extracting(each -> each.submission().name()).containsOnly("mine");
    assertThat(backend.submitted)
        .extracting(request -> Objects.requireNonNull(request.submission().name()))
        .allMatch(name -> name.matches("mine\\.oargrid-[0-9a-z]+-[01]"))
        .doesNotHaveDuplicates();
    backend.accepting("lyon", 5);
    oar.oarsubgrid(at("lyon"), s -> s);
    backend.accepting("lyon", 6);
    oar.oarsub(at("lyon"));
    var nancy = new OarJob(3, "nancy");
    assertThat(oar.currentGrids(List.of("lyon", "nancy")))
        .containsExactlyInAnyOrder(List.of(nancy, lyon(1), lyon(2)), List.of(lyon(5)));
    assertThat(oar.orphans(List.of("lyon", "nancy"))).isEmpty();
    assertThat(backend.deleted).isEmpty();
  }

  @Test
  void interruptedSubmissionTellsWhatIsKnown() {
    var asked = new CountDownLatch(1);
    backend.accepting("lyon", 1).answering("nancy", request -> silent(request, asked));
    interruptWhen(asked);
    var submitted = oar.oarsub(at("lyon", "nancy"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(submitted.getFirst().jobs()).containsExactly(lyon(1));
    assertThat(reason(submitted.getLast())).isEqualTo(Reason.INTERRUPTED);
  }

  @Test
  void interruptedReservationLeavesNothing() throws Exception {
    var asked = new CountDownLatch(1);
    backend.accepting("lyon", 1).answering("nancy", request -> silent(request, asked));
    interruptWhen(asked);
    assertThatThrownBy(() -> oar.reserve(at("lyon", "nancy")))
        .isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    awaitDeleted(lyon(1));
  }

  @Test
  void interruptedThreadSubmitsNothing() {
    backend.accepting("lyon", 1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> oar.oarsub(at("lyon"))).isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(backend.submitted).isEmpty();
  }

  @Test
  void interruptedThreadDeletesAtTheClose() throws Exception {
    backend.accepting("lyon", 1);
    try (var _ = oar.reserve(at("lyon"))) {
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).isTrue();
    awaitDeleted(lyon(1));
  }

  private static void interruptWhen(CountDownLatch asked) {
    Thread caller = Thread.currentThread();
    CompletableFuture.runAsync(() -> {
      try {
        assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      caller.interrupt();
    });
  }

  private void awaitDeleted(OarJob job) throws InterruptedException {
    assertThat(backend.awaitDeleted(job)).isTrue();
  }
}
