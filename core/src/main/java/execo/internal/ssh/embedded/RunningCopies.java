package execo.internal.ssh.embedded;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The copies that are at work on a connection, so that they can be ended in good order with the
 * program. Thread-safe.
 */
final class RunningCopies {
  private static final int TERM = 15;

  private final Set<EmbeddedCopy> copies = new HashSet<>();

  synchronized void began(EmbeddedCopy copy) {
    copies.add(copy);
  }

  synchronized void over(EmbeddedCopy copy) {
    copies.remove(copy);
    notifyAll();
  }

  /** Ends them, and waits at most so long until what is not whole has been deleted. */
  void end(Duration limit) {
    for (var copy : current()) {
      copy.signal(TERM);
    }
    awaitNone(limit);
  }

  private synchronized List<EmbeddedCopy> current() {
    return List.copyOf(copies);
  }

  private synchronized void awaitNone(Duration limit) {
    var end = System.nanoTime() + limit.toNanos();
    try {
      for (long left; !copies.isEmpty() && (left = end - System.nanoTime()) > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
