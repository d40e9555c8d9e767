package execo.internal.os;

import java.util.concurrent.CountDownLatch;

/**
 * The threads that the JVM makes when they are first needed. Threads count towards the limit of
 * processes: once children have used that up, none could be made any more.
 */
public final class Threads {
  private static final long PATIENCE_NANOS = 50_000_000;

  static {
    Timers.start();
    var carriers = Runtime.getRuntime().availableProcessors();
    var running = new CountDownLatch(carriers);
    for (var i = 0; i < carriers; i++) {
      Thread.startVirtualThread(() -> occupy(running));
    }
  }

  private Threads() {}

  /** Has them made; called before the first child. */
  public static void prepare() {
    // by the initialisation of this class
  }

  /** Keeps a carrier until each of the others has one of its own. */
  private static void occupy(CountDownLatch running) {
    running.countDown();
    var limit = System.nanoTime() + PATIENCE_NANOS;
    while (running.getCount() > 0 && System.nanoTime() < limit) {
      Thread.onSpinWait();
    }
  }
}
