package execo.testbed.grid5000.internal.api;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What goes wrong with the API on request, and how often it was asked. Thread-safe. */
public final class ApiFaults {
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong requests = new AtomicLong();
  private volatile int status;
  private volatile Duration delay = Duration.ZERO;

  /** None. */
  public ApiFaults() {}

  /** Answers the next requests with a status. */
  public void fail(int count, int withStatus) {
    status = withStatus;
    failures.set(count);
  }

  /** Answers each request so much later, in real time. */
  public void delay(Duration time) {
    delay = time;
  }

  /** How many requests have come. */
  public long requests() {
    return requests.get();
  }

  /** What the next request gets instead of its answer, or null. */
  @Nullable Reply next() {
    requests.incrementAndGet();
    for (var end = System.nanoTime() + delay.toNanos(); System.nanoTime() < end; ) {
      LockSupport.parkNanos(end - System.nanoTime());
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
    }
    if (failures.get() <= 0 || failures.getAndDecrement() <= 0) {
      return null;
    }
    return switch (status) {
      case 502 -> Reply.text(502, "Bad Gateway");
      case 503 -> Reply.text(503, "Server Unavailable");
      default -> Reply.text(status, "Error " + status);
    };
  }
}
