package execo.testbed.grid5000;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of a stand-in: begins with the real time, then runs faster, as fast, or not at all, and
 * can be advanced by hand. Thread-safe.
 *
 * <p>What is to happen at a date happens in the order of the dates, one thing at a time. What fails
 * with an exception is logged, and time goes on.
 */
public final class VirtualClock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VirtualClock.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ReentrantLock happening = new ReentrantLock();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::due).thenComparingLong(Event::number));
  private final double speed;
  private final long origin = System.nanoTime();
  private Instant base = Instant.now();
  private long count;
  private boolean closed;

  /**
   * A clock that starts now.
   *
   * @param speed seconds of this clock in a real second; 0: it is only advanced by hand
   */
  public VirtualClock(double speed) {
    if (!(speed >= 0 && speed <= 1e6)) {
      throw new IllegalArgumentException("a speed is between 0 and 1000000, not " + speed);
    }
    this.speed = speed;
    Thread.ofPlatform().daemon().name("stand-in clock").start(this::run);
  }

  /** The time. */
  public Instant now() {
    lock.lock();
    try {
      return base.plusNanos(elapsed());
    } finally {
      lock.unlock();
    }
  }

  private long elapsed() {
    return (long) ((System.nanoTime() - origin) * speed);
  }

  /** How many seconds pass in a real one. */
  public double speed() {
    return speed;
  }

  /** Does something at a date, or as soon as possible if that is past. */
  public void at(Instant due, Runnable action) {
    lock.lock();
    try {
      events.add(new Event(due, count++, action));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Does something after a while. */
  public void after(Duration delay, Runnable action) {
    at(now().plus(delay), action);
  }

  /** Lets time pass at once; what was to happen meanwhile has happened when this returns. */
  public void advance(Duration time) {
    happening.lock();
    try {
      var target = now().plus(time);
      for (Event event; (event = take(target)) != null; ) {
        happen(event);
      }
      moveTo(target);
    } finally {
      happening.unlock();
    }
  }

  private @Nullable Event take(Instant target) {
    lock.lock();
    try {
      var next = events.peek();
      if (next == null || next.due().isAfter(target)) {
        return null;
      }
      moveTo(next.due());
      return events.poll();
    } finally {
      lock.unlock();
    }
  }

  private void moveTo(Instant time) {
    lock.lock();
    try {
      var missing = Duration.between(now(), time);
      if (missing.isPositive()) {
        base = base.plus(missing);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (awaitNext()) {
      happening.lock();
      try {
        var event = take(now());
        if (event != null) {
          happen(event);
        }
      } finally {
        happening.unlock();
      }
    }
  }

  private static void happen(Event event) {
    try {
      event.action().run();
    } catch (RuntimeException | Error e) {
      LOG.error("what was to happen at {} has failed; time goes on", event.due(), e);
    }
  }

  private boolean awaitNext() {
    lock.lock();
    try {
      while (!closed) {
        var next = events.peek();
        if (next == null) {
          changed.await();
          continue;
        }
        var wait = Duration.between(now(), next.due());
        if (!wait.isPositive()) {
          return true;
        }
        if (speed == 0) {
          changed.await();
        } else {
          changed.await((long) (wait.toNanos() / speed) + 1, TimeUnit.NANOSECONDS);
        }
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing happens any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private record Event(Instant due, long number, Runnable action) {}
}
