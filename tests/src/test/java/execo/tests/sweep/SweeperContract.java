package execo.tests.sweep;

import static execo.sweep.Sweeps.factor;
import static execo.sweep.Sweeps.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import execo.sweep.Combination;
import execo.sweep.Failure;
import execo.sweep.ParamSweeper;
import execo.sweep.Snapshot;
import execo.sweep.Sweep;
import execo.sweep.SweepStats.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a sweeper does, whatever keeps its states. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SweeperContract {
  static final Sweep SWEEP = sweep(factor("flows", 1, 2, 4).factor("cc", "cubic", "reno"));

  /** A storage of this test alone, with nothing in it at first. */
  abstract String url();

  final <E> ParamSweeper<E> open(Collection<? extends E> elements) {
    return new ParamSweeper<>(url(), elements);
  }

  @Test
  void takesInOrderAndRemembersWhatWasDone() {
    try (var sweeper = open(SWEEP)) {
      var first = sweeper.next().orElseThrow();
      assertThat(first).isEqualTo(SWEEP.get(0));
      assertThat(sweeper.next()).contains(SWEEP.get(1));
      assertThat(sweeper.done(first)).isTrue();
      assertThat(sweeper.done(first)).isFalse();
      assertThat(sweeper.done()).containsExactly(first);
      assertThat(sweeper.inProgress()).containsExactly(SWEEP.get(1));
      assertThat(sweeper.todo()).isEqualTo(SWEEP.subList(2, 6));
    }
    try (var sweeper = open(SWEEP)) {
      assertThat(sweeper.done()).containsExactly(SWEEP.get(0));
      assertThat(sweeper.next()).contains(SWEEP.get(1));
    }
  }

  @Test
  void endsWhenNothingIsLeft() {
    try (var sweeper = open(SWEEP)) {
      var taken = new ArrayList<Combination>();
      for (var next = sweeper.next(); next.isPresent(); next = sweeper.next()) {
        taken.add(next.get());
      }
      assertThat(taken).isEqualTo(SWEEP);
      assertThat(sweeper.progress().finished()).isFalse();
      assertThat(sweeper.doneAll(taken)).isEqualTo(6);
      assertThat(sweeper.progress().finished()).isTrue();
      assertThat(sweeper.nextBatch(3)).isEmpty();
    }
  }

  @Test
  void takesBatchesAndWhatAFilterWants() {
    try (var sweeper = open(SWEEP)) {
      assertThat(sweeper.nextBatch(2)).isEqualTo(SWEEP.subList(0, 2));
      assertThat(
              sweeper.nextBatch(
                  2, todo -> todo.stream().filter(c -> c.text("cc").equals("reno")).toList()))
          .containsExactly(SWEEP.get(3), SWEEP.get(5));
      assertThat(sweeper.next(List::reversed)).contains(SWEEP.get(4));
      assertThat(sweeper.next(todo -> List.of())).isEmpty();
      assertThat(sweeper.next(todo -> SWEEP.subList(0, 2))).isEmpty();
      assertThat(sweeper.nextBatch(10)).containsExactly(SWEEP.get(2));
      assertThat(sweeper.nextBatch(10, todo -> todo)).isEmpty();
    }
  }

  @Test
  void cancelGivesBack() {
    try (var sweeper = open(SWEEP)) {
      var batch = sweeper.nextBatch(3);
      assertThat(sweeper.cancel(batch.get(1))).isTrue();
      assertThat(sweeper.cancel(batch.get(1))).isFalse();
      assertThat(sweeper.next()).contains(batch.get(1));
      assertThat(sweeper.cancelAll(batch)).isEqualTo(3);
      assertThat(sweeper.todo()).isEqualTo(SWEEP);
    }
  }

  @Test
  void skippedIsLeftOutInThisRunOnly() {
    try (var sweeper = open(SWEEP)) {
      try (var other = open(SWEEP)) {
        assertThat(sweeper.skip(sweeper.next().orElseThrow())).isTrue();
        assertThat(sweeper.next()).contains(SWEEP.get(1));
        assertThat(other.next()).contains(SWEEP.get(2));
        assertThat(other.skipped()).containsExactly(SWEEP.get(0));
      }
      assertThat(sweeper.skipped()).containsExactly(SWEEP.get(0));
    }
    try (var sweeper = open(SWEEP)) {
      assertThat(sweeper.skipped()).isEmpty();
      assertThat(sweeper.nextBatch(6)).isEqualTo(SWEEP);
    }
  }

  @Test
  void whatIsSkippedBeforeAnythingIsTakenStaysSkipped() {
    try (var sweeper = open(SWEEP)) {
      assertThat(sweeper.skip(SWEEP.get(1))).isTrue();
      assertThat(sweeper.nextBatch(6)).hasSize(5).doesNotContain(SWEEP.get(1));
      assertThat(sweeper.skipped()).containsExactly(SWEEP.get(1));
    }
    try (var sweeper = open(SWEEP)) {
      sweeper.done(sweeper.next().orElseThrow());
      assertThat(sweeper.skip(SWEEP.get(2))).isTrue();
    }
    try (var sweeper = open(SWEEP)) {
      assertThat(sweeper.skip(SWEEP.get(3))).isTrue();
      assertThat(sweeper.skipped()).as("this run's only").containsExactly(SWEEP.get(3));
    }
  }

  @Test
  void failuresKeepTheirReason() {
    try (var sweeper = open(SWEEP)) {
      assertThat(sweeper.fail(sweeper.next().orElseThrow(), "lost\n\"node\" ü")).isTrue();
      assertThat(sweeper.next()).contains(SWEEP.get(1));
    }
    try (var sweeper = open(SWEEP)) {
      assertThat(sweeper.failed()).extracting(Failure::element).containsExactly(SWEEP.get(0));
      assertThat(sweeper.failed().getFirst().reason()).isEqualTo("lost\n\"node\" ü");
      var attempt = sweeper.failed().getFirst().attempts().getFirst();
      assertThat(attempt.worker()).contains("/" + ProcessHandle.current().pid() + "/");
      assertThat(attempt.duration()).isNotNull().isLessThan(Duration.ofMinutes(1));
      assertThat(sweeper.next()).contains(SWEEP.get(1));
      assertThat(sweeper.retryFailed()).isEqualTo(1);
      assertThat(sweeper.failed()).isEmpty();
      assertThat(sweeper.next()).contains(SWEEP.get(0));
    }
  }

  @Test
  void whatFailedIsTriedAgainUntilTheLimit() {
    try (var sweeper = open(SWEEP)) {
      sweeper.attempts(3);
      for (int i = 1; i <= 3; i++) {
        assertThat(sweeper.failed()).isEmpty();
        assertThat(sweeper.next()).contains(SWEEP.getFirst());
        assertThat(sweeper.fail(SWEEP.getFirst(), "try " + i)).isTrue();
      }
      assertThat(sweeper.failed().getFirst().attempts())
          .extracting(Failure.Attempt::reason)
          .containsExactly("try 1", "try 2", "try 3");
      assertThat(sweeper.next()).contains(SWEEP.get(1));
    }
  }

  @Test
  void resetBringsBackWhatWasSkippedOrFailed() {
    try (var sweeper = open(SWEEP)) {
      var batch = sweeper.nextBatch(4);
      sweeper.skip(batch.get(0));
      sweeper.fail(batch.get(1), "no");
      sweeper.done(batch.get(2));
      assertThat(sweeper.reset()).isEqualTo(2);
      assertThat(sweeper.inProgress()).containsExactly(batch.get(3));
      assertThat(sweeper.todo())
          .containsExactly(SWEEP.get(0), SWEEP.get(1), SWEEP.get(4), SWEEP.get(5));
      assertThat(sweeper.resetInProgress()).isEqualTo(1);
      assertThat(sweeper.todo()).hasSize(5);
    }
  }

  @Test
  void elementsOfOthersAreTheirs() {
    try (var sweeper = open(SWEEP);
        var other = open(SWEEP)) {
      var mine = sweeper.next().orElseThrow();
      assertThat(other.next()).contains(SWEEP.get(1));
      assertThat(other.cancel(mine)).isFalse();
      assertThat(other.skip(mine)).isFalse();
      assertThat(other.fail(mine, "not mine")).isFalse();
      assertThat(other.inProgress()).contains(mine);
      assertThat(other.done(mine)).isTrue();
      assertThat(sweeper.done(mine)).isFalse();
      assertThat(sweeper.progress().done()).isEqualTo(1);
    }
  }

  @Test
  void closingGivesBack() {
    try (var sweeper = open(SWEEP)) {
      try (var other = open(SWEEP)) {
        assertThat(other.nextBatch(2)).hasSize(2);
        assertThat(sweeper.inProgress()).hasSize(2);
        assertThat(sweeper.snapshot().workers())
            .extracting(Snapshot.WorkerInfo::inProgress)
            .containsExactly(2);
      }
      assertThat(sweeper.next()).contains(SWEEP.getFirst());
    }
  }

  @Test
  void closedIsClosed() {
    var sweeper = open(SWEEP);
    sweeper.close();
    sweeper.close();
    assertThatThrownBy(sweeper::next).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void workersThatLiveKeepWhatTheyHave() {
    try (var sweeper = open(SWEEP).lease("2s");
        var other = open(SWEEP)) {
      var mine = sweeper.next().orElseThrow();
      assertThat(other.nextBatch(5)).hasSize(5);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
      while (System.nanoTime() < end) {
        assertThat(other.next()).isEmpty();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      assertThat(sweeper.inProgress()).contains(mine);
      assertThat(other.snapshot().workers()).hasSize(2);
      assertThat(sweeper.cancel(mine)).isTrue();
    }
  }

  @Test
  void threadsAndSweepersShareTheWork() throws Exception {
    var list = sweep(factor("a", IntStream.range(0, 50).boxed().toList()).factor("b", 1, 2, 3, 4));
    var taken = ConcurrentHashMap.<Combination>newKeySet();
    try (var one = open(list);
        var two = open(list)) {
      var all =
          IntStream.range(0, 8)
              .mapToObj(i -> CompletableFuture.runAsync(() -> work(i % 2 == 0 ? one : two, taken)))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(all).get(50, TimeUnit.SECONDS);
      assertThat(one.progress().done()).isEqualTo(200);
      assertThat(two.done()).isEqualTo(list);
    }
    assertThat(taken).hasSize(200);
  }

  private static void work(ParamSweeper<Combination> sweeper, Set<Combination> taken) {
    for (var next = sweeper.next(); next.isPresent(); next = sweeper.next()) {
      var c = next.get();
      assertThat(taken.add(c)).as("taken once: %s", c).isTrue();
      sweeper.done(c);
    }
  }

  @Test
  void interruptionsBreakNothing() {
    try (var sweeper = open(SWEEP)) {
      Thread.currentThread().interrupt();
      var first = sweeper.next().orElseThrow();
      sweeper.done(first);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(sweeper.next()).contains(SWEEP.get(1));
    }
  }

  @Test
  void progressTellsTheTimeLeft() {
    try (var sweeper = open(SWEEP)) {
      assertThat(sweeper.progress().remaining()).isEmpty();
      sweeper.done(sweeper.next().orElseThrow());
      assertThat(sweeper.progress().meanDuration()).isNotNull();
      assertThat(sweeper.progress().remaining()).isEmpty();
      sweeper.next();
      assertThat(sweeper.progress().remaining()).isPresent();
      assertThat(sweeper.progress().ratio()).isEqualTo(1 / 6.0);
    }
  }

  @Test
  void statsCountEachLevelOfEachFactor() {
    try (var sweeper = open(SWEEP)) {
      var batch = sweeper.nextBatch(4);
      sweeper.doneAll(batch.subList(0, 2));
      sweeper.fail(batch.get(2), "no");
      var stats = sweeper.stats();
      assertThat(stats.all()).isEqualTo(new Tally(2, 1, 2, 0, 1));
      assertThat(stats.factors().keySet()).containsExactly("flows", "cc");
      assertThat(stats.factors().get("flows"))
          .containsExactly(
              entry(1, new Tally(0, 0, 2, 0, 0)),
              entry(2, new Tally(0, 1, 0, 0, 1)),
              entry(4, new Tally(2, 0, 0, 0, 0)));
      assertThat(stats.factors().get("cc"))
          .containsEntry("cubic", new Tally(1, 0, 1, 0, 1))
          .containsEntry("reno", new Tally(1, 1, 1, 0, 0));
      assertThat(stats.all().ratio(Tally::done)).isEqualTo(1 / 3.0);
    }
  }
}
