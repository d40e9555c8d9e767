package execo.process;

import execo.log.Log;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after another, in order, on a virtual thread that is there only while there are
 * any.
 */
final class SerialQueue {
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();
  private volatile @Nullable Thread worker;

  void execute(Runnable task) {
    tasks.add(task);
    if (pending.getAndIncrement() == 0) {
      Thread.startVirtualThread(this::drain);
    }
  }

  /**
   * Runs a task that takes no time on the caller's thread, if it is its turn; otherwise as {@link
   * #execute}. A virtual thread costs more than such a task.
   */
  void executeShort(Runnable task) {
    if (!pending.compareAndSet(0, 1)) {
      execute(task);
      return;
    }
    run(task);
    if (pending.decrementAndGet() > 0) {
      Thread.startVirtualThread(this::drain);
    }
  }

  /** Whether the caller is one of the tasks. */
  boolean isCurrent() {
    return worker == Thread.currentThread();
  }

  private void drain() {
    worker = Thread.currentThread();
    do {
      var task = tasks.poll();
      if (task != null) {
        run(task);
      }
    } while (pending.decrementAndGet() > 0);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      Log.program().error("unexpected fault while handling a process", e);
    }
  }
}
