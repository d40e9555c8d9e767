package execo.internal.os;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does things later: timeouts, escalations, retries. One daemon thread keeps the time; what is due
 * runs on a virtual thread of its own.
 */
public final class Timers {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private Timers() {}

  /** Starts the thread, which otherwise starts with the first task. */
  static void start() {
    CLOCK.prestartCoreThread();
  }

  /** Runs a task after a delay unless it is cancelled before. */
  public static Future<?> schedule(Duration delay, Runnable task) {
    return CLOCK.schedule(
        () -> Thread.startVirtualThread(task), nanos(delay), TimeUnit.NANOSECONDS);
  }

  /** Runs a task if something has not come to its end after so long. */
  public static void unlessDone(CompletableFuture<?> awaited, Duration limit, Runnable task) {
    if (!awaited.isDone()) {
      var timer = schedule(limit, task);
      awaited.whenComplete((_, _) -> timer.cancel(false));
    }
  }

  private static long nanos(Duration delay) {
    return delay.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0
        ? Long.MAX_VALUE
        : Math.max(0, delay.toNanos());
  }

  private static ScheduledThreadPoolExecutor clock() {
    var clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var thread = new Thread(task, "execo-timers");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }
}
