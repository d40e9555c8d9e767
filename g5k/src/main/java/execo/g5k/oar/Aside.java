package execo.g5k.oar;

import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Work in a thread of its own, so that the caller can turn away from it. */
final class Aside {
  private Aside() {}

  /**
   * The answer to a question, which is interrupted when it takes longer than this.
   *
   * @return empty if it took too long
   * @throws WaitInterruptedException if the caller is interrupted; so is the question then
   */
  static <R> Optional<R> within(Duration limit, Supplier<R> question) {
    var task = new FutureTask<R>(question::get);
    Thread thread = Thread.ofVirtual().name("execo-oar-question").start(task);
    try {
      return Optional.of(task.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      thread.interrupt();
      return Optional.empty();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException(e);
    } catch (ExecutionException e) {
      throw unchecked(e);
    }
  }

  /**
   * Has work done that no interrupt of the caller ends, nor the end of the main thread.
   *
   * @return its result; empty if the caller is interrupted before that is there: the work goes on
   *     then, and the caller's flag stays set
   */
  static <R> Optional<R> regardless(Supplier<R> work) {
    var task = new FutureTask<R>(work::get);
    Thread.ofPlatform().daemon(false).name("execo-oar-release").start(task);
    try {
      return Optional.of(task.get());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw unchecked(e);
    }
  }

  private static RuntimeException unchecked(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> new IllegalStateException(e);
    };
  }
}
