package execo.g5k.oar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Asks many sites at the same time. */
final class Parallel {
  private Parallel() {}

  /**
   * What a function gives for each of some values, in their order. All are awaited; then the first
   * exception, if there was one, is thrown.
   */
  static <T, R> List<R> map(Collection<T> values, Function<T, R> function) {
    if (values.size() == 1) {
      return List.of(function.apply(values.iterator().next()));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<CompletableFuture<R>>();
      for (T value : values) {
        futures.add(CompletableFuture.supplyAsync(() -> function.apply(value), threads));
      }
      return futures.stream().map(Parallel::join).toList();
    }
  }

  private static <R> R join(CompletableFuture<R> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
