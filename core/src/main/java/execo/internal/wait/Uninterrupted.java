package execo.internal.wait;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Work that is done to its end even if its caller is interrupted, since its result must be known.
 */
public final class Uninterrupted {
  private Uninterrupted() {}

  /**
   * The result of work that ends by itself, soon; what it throws is thrown. An interrupt of the
   * caller, also one from before, only sets its flag.
   */
  public static <R> R get(Supplier<R> work) {
    var task = new FutureTask<R>(work::get);
    Thread.ofVirtual().name("execo-uninterrupted").start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case RuntimeException cause -> cause;
        case Error cause -> throw cause;
        case null, default -> new IllegalStateException(e);
      };
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Does work in the same way. */
  public static void run(Runnable work) {
    get(() -> {
      work.run();
      return true;
    });
  }
}
