package execo.action;

import execo.process.WaitInterruptedException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waiting for futures, with and without a limit. */
final class Waits {
  private Waits() {}

  /** Waits for all, at most so long; says whether they are done. */
  static boolean forAll(
      Collection<? extends CompletableFuture<?>> futures, @Nullable Duration limit) {
    return forOne(CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new)), limit);
  }

  /** Waits for any, at most so long; says whether one is done. */
  static boolean forAny(
      Collection<? extends CompletableFuture<?>> futures, @Nullable Duration limit) {
    return futures.isEmpty()
        || forOne(CompletableFuture.anyOf(futures.toArray(CompletableFuture<?>[]::new)), limit);
  }

  static boolean forOne(CompletableFuture<?> future, @Nullable Duration limit) {
    try {
      if (limit == null) {
        future.get();
      } else {
        future.get(Math.max(0, TimeUnit.NANOSECONDS.convert(limit)), TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
