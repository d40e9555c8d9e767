package execo.internal.wait;

import execo.time.WaitInterruptedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Does the same for many values, each in a thread of its own. An interrupt of the caller interrupts
 * all that is under way; the flag stays set. Nothing is under way any more afterwards.
 */
public final class Parallel {
  private Parallel() {}

  /**
   * What a function gives for each of some values, in their order. The first exception is thrown at
   * once, after what was still under way has been interrupted and has ended.
   *
   * @throws WaitInterruptedException if the caller is interrupted
   */
  public static <T, R> List<R> map(Collection<T> values, Function<T, R> function) {
    return values.size() == 1
        ? List.of(function.apply(values.iterator().next()))
        : results(values, function, _ -> false);
  }

  /**
   * Whether something holds for all of some values. The first one that it does not hold for ends
   * the matter, as an exception does.
   *
   * @throws WaitInterruptedException if the caller is interrupted
   */
  public static <T> boolean all(Collection<T> values, Predicate<T> predicate) {
    var known = results(values, predicate::test, holds -> !holds);
    return known.stream().allMatch(holds -> holds);
  }

  /** In their order; all, or those that were there when an enough one came. */
  private static <T, R> List<R> results(
      Collection<T> values, Function<T, R> function, Predicate<R> enough) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var done = new ExecutorCompletionService<R>(threads);
      var futures = new ArrayList<Future<R>>();
      for (T value : values) {
        futures.add(done.submit(() -> function.apply(value)));
      }
      for (int i = 0; i < futures.size(); i++) {
        if (enough.test(result(done.take()))) {
          break;
        }
      }
      return futures.stream()
          .filter(future -> future.state() == Future.State.SUCCESS)
          .map(Future::resultNow)
          .toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException(e);
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  /**
   * What a function gives for each of some values, in their order. It always gives something, and
   * soon when it is interrupted: after an interrupt of the caller its results are awaited all the
   * same, so that none is lost.
   */
  public static <T, R> List<R> outcomes(Collection<T> values, Function<T, R> function) {
    if (values.size() == 1) {
      return List.of(function.apply(values.iterator().next()));
    }
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    var interrupted = false;
    try {
      var futures =
          values.stream().map(value -> threads.submit(() -> function.apply(value))).toList();
      var results = new ArrayList<R>();
      while (results.size() < futures.size()) {
        try {
          results.add(result(futures.get(results.size())));
        } catch (InterruptedException e) {
          interrupted = true;
          threads.shutdownNow();
        }
      }
      return List.copyOf(results);
    } finally {
      threads.shutdownNow();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <R> R result(Future<R> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
