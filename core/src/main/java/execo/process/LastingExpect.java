package execo.process;

import execo.internal.os.Timers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One expect on a process: it waits for the start of one that stands in line, and when an attempt
 * fails that another follows, it goes on there, until its own time is over.
 */
final class LastingExpect {
  private final Life life;
  private final Expectation expectation;
  private final @Nullable Duration limit;
  private final Thread thread = Thread.currentThread();
  private final long begin = System.nanoTime();

  LastingExpect(Life life, Expectation expectation, @Nullable Duration limit) {
    this.life = life;
    this.expectation = expectation;
    this.limit = limit;
  }

  CompletableFuture<Optional<ExpectMatch>> begin() {
    var run = life.latest();
    return run.isPresent() ? in(run.get()) : inNextOf(null);
  }

  private CompletableFuture<Optional<ExpectMatch>> in(Run run) {
    return run.expects()
        .expect(expectation, left(), thread)
        .thenCompose(match -> {
          if (match.isPresent()) {
            return CompletableFuture.completedFuture(match);
          }
          if (isOver() || !run.mayBeFollowed()) {
            run.failExpect(expectation);
            return CompletableFuture.completedFuture(match);
          }
          return inNextOf(run);
        });
  }

  private CompletableFuture<Optional<ExpectMatch>> inNextOf(@Nullable Run run) {
    return withinLimit(life.after(run))
        .thenCompose(next -> {
          if (next.isPresent()) {
            return in(next.get());
          }
          if (run != null) {
            run.failExpect(expectation);
          }
          return CompletableFuture.completedFuture(Optional.empty());
        });
  }

  private CompletableFuture<Optional<Run>> withinLimit(CompletableFuture<Optional<Run>> next) {
    var left = left();
    if (left == null || next.isDone()) {
      return next;
    }
    var limited = next.copy();
    var timer = Timers.schedule(left, () -> limited.complete(Optional.empty()));
    limited.whenComplete((run, none) -> timer.cancel(false));
    return limited;
  }

  private boolean isOver() {
    var left = left();
    return left != null && left.isZero();
  }

  /** What is left of the time; null is for ever. */
  private @Nullable Duration left() {
    if (limit == null) {
      return null;
    }
    var left = limit.minusNanos(System.nanoTime() - begin);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
