package execo.internal.transfer;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many bytes on their way each copy may keep in memory: all copies share a fixed amount, and
 * each has at least what keeps it going.
 */
final class Memory {
  private static final long ALL = 128L << 20;
  private static final long MOST = 4L << 20;
  private static final long LEAST = 64L << 10;
  private static final AtomicInteger COPIES = new AtomicInteger();

  private Memory() {}

  /** Counts one copy more. */
  static void enter() {
    COPIES.incrementAndGet();
  }

  /** Counts one copy less. */
  static void leave() {
    COPIES.decrementAndGet();
  }

  /** What one copy may keep now. */
  static long share() {
    return Math.clamp(ALL / Math.max(1, COPIES.get()), LEAST, MOST);
  }
}
