package execo.tests.sweep;

import static execo.tests.sweep.SweeperContract.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.sweep.Combination;
import execo.sweep.ParamSweeper;
import execo.sweep.SweepStatus;
import execo.sweep.SweepView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** What others see of a sweep, and how they put single elements back, whatever keeps its states. */
abstract class LookingContract {
  /** A storage of this test alone, with nothing in it at first. */
  abstract String url();

  private ParamSweeper<Combination> open() {
    return new ParamSweeper<>(url(), SWEEP);
  }

  @Test
  void nothingKeptIsNothingToSee() {
    assertThatThrownBy(() -> SweepView.open(url())).isInstanceOf(NoSuchElementException.class);
    try (var view = new SweepView<>(url(), SWEEP)) {
      assertThat(view.snapshot().todo()).isEqualTo(SWEEP);
      assertThat(view.progress().todo()).isEqualTo(6);
      assertThat(view.snapshot().workers()).isEmpty();
    }
    assertThatThrownBy(() -> SweepView.open(url()))
        .as("looking made nothing")
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aViewFollowsWhatAWorkerDoes() {
    try (var sweeper = open().attempts(2).lease("30s");
        var view = SweepView.open(url())) {
      assertThat(view.all()).isEqualTo(SWEEP);
      var taken = sweeper.nextBatch(4);
      assertThat(view.progress()).isEqualTo(sweeper.progress());
      sweeper.done(taken.get(0));
      sweeper.fail(taken.get(1), "first");
      sweeper.skip(taken.get(2));
      assertThat(view.snapshot().todo()).isEqualTo(sweeper.snapshot().todo());
      assertThat(view.snapshot().done()).isEqualTo(sweeper.snapshot().done());
      assertThat(view.snapshot().skipped()).containsExactly(taken.get(2));
      var worker = view.snapshot().workers().getFirst();
      assertThat(worker.inProgress()).isEqualTo(1);
      assertThat(worker.pid()).isEqualTo(ProcessHandle.current().pid());
      assertThat(worker.lease()).isEqualTo(Duration.ofSeconds(30));
      assertThat(worker.seen()).isBetween(worker.since(), Instant.now().plusSeconds(5));
      var failedOnce = view.elements().get(1);
      assertThat(failedOnce.state()).isEqualTo("todo");
      assertThat(failedOnce.attempts()).extracting(a -> a.reason()).containsExactly("first");
      assertThat(view.elements().get(0).duration()).isNotNull();
      assertThat(SweepStatus.of(view).toString()).contains("1 of 6 done");
      assertThat(SweepStatus.of(view).progress()).isEqualTo(view.progress());
    }
  }

  @Test
  void aViewOnAnotherListSeesWhatIsKnown() {
    try (var sweeper = open()) {
      sweeper.done(sweeper.next(todo -> List.of(SWEEP.get(3))).orElseThrow());
    }
    var other = List.of(SWEEP.get(5), SWEEP.get(3));
    try (var view = new SweepView<>(url(), other)) {
      assertThat(view.snapshot().done()).extracting(d -> d.element()).containsExactly(SWEEP.get(3));
      assertThat(view.snapshot().todo()).containsExactly(SWEEP.get(5));
      assertThat(view.progress().total()).isEqualTo(2);
      assertThat(view.progress().done()).isEqualTo(1);
    }
  }

  @Test
  void chosenElementsAreGivenBackOrTriedAgain() {
    try (var sweeper = open().attempts(2);
        var other = open()) {
      var taken = sweeper.nextBatch(3);
      sweeper.fail(taken.get(0), "first");
      sweeper.nextBatch(1);
      assertThat(other.giveBack(taken)).isEqualTo(3);
      assertThat(other.giveBack(taken)).isZero();
      assertThat(other.todo()).isEqualTo(SWEEP);
      sweeper.nextBatch(2);
      sweeper.fail(taken.get(0), "second");
      assertThat(other.failed().getFirst().attempts())
          .as("what is given back keeps its failures")
          .extracting(a -> a.reason())
          .containsExactly("first", "second");
      assertThat(other.retry(taken)).isEqualTo(1);
      assertThat(other.failed()).isEmpty();
      assertThat(other.inProgress()).containsExactly(taken.get(1));
      var stranger = Combination.of(Map.of("flows", 3));
      assertThatThrownBy(() -> other.retry(List.of(stranger)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
