package execo.internal.wait;

import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waiting for futures, with and without a limit. */
public final class Waits {
  private Waits() {}

  /** Waits for all, at most so long; says whether they are done. */
  public static boolean untilAll(
      Collection<? extends CompletableFuture<?>> futures, @Nullable Duration limit) {
    return until(CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new)), limit);
  }

  /** Waits for any, at most so long; says whether one is done. */
  public static boolean untilAny(
      Collection<? extends CompletableFuture<?>> futures, @Nullable Duration limit) {
    return futures.isEmpty()
        || until(CompletableFuture.anyOf(futures.toArray(CompletableFuture<?>[]::new)), limit);
  }

  /** Waits, at most so long; says whether it is done. */
  public static boolean until(CompletableFuture<?> future, @Nullable Duration limit) {
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
