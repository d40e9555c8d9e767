package execo.internal.wait;

import execo.time.WaitInterruptedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same for many values, each in a thread of its own. */
public final class Parallel {
  private Parallel() {}

  /**
   * What a function gives for each of some values, in their order. All are awaited; then the first
   * exception, if there was one, is thrown.
   *
   * @throws WaitInterruptedException if the thread is interrupted; those still at work have been
   *     interrupted too, and have ended
   */
  public static <T, R> List<R> map(Collection<T> values, Function<T, R> function) {
    if (values.size() == 1) {
      return List.of(function.apply(values.iterator().next()));
    }
    var tasks = new ArrayList<Callable<R>>();
    for (T value : values) {
      tasks.add(() -> function.apply(value));
    }
    List<Future<R>> futures;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      futures = threads.invokeAll(tasks);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException(e);
    }
    var results = new ArrayList<R>();
    futures.forEach(future -> results.add(result(future)));
    return Collections.unmodifiableList(results);
  }

  private static <R> R result(Future<R> ended) {
    if (ended.state() == Future.State.SUCCESS) {
      return ended.resultNow();
    }
    switch (ended.exceptionNow()) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
