package execo.sweep;

import execo.internal.sweep.Left;
import execo.internal.sweep.Mark;
import execo.internal.sweep.State;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on a sweep with some threads until nothing is to do or in progress. */
final class SweepLoop<E> {
  private static final Logger LOG = LoggerFactory.getLogger("execo.sweep");
  private static final long LOOK_AGAIN_MILLIS = 200;
  private static final int LOOKS_PER_TRY = 5;
  private static final Duration UNTIL_ABANDONED = Duration.ofSeconds(2);
  private static final Duration UNTIL_LEFT = Duration.ofSeconds(5);

  private final ParamSweeper<E> sweeper;
  private final Work<? super E> work;

  /** Open until there is nothing left, or no reason to go on. */
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Whether the threads are interrupted: an exception of work says nothing any more. */
  private volatile boolean ended;

  /** Whether what ends now may have been ended from outside, and says nothing. */
  private volatile boolean abandoned;

  /** Of the threads that have nothing to do, the one that has it looks for all. */
  private final ReentrantLock looking = new ReentrantLock();

  private volatile List<Thread> threads = List.of();
  private @Nullable Throwable failure;

  SweepLoop(ParamSweeper<E> sweeper, Work<? super E> work) {
    this.sweeper = sweeper;
    this.work = work;
  }

  void run(int parallelism) {
    var name = "execo-sweep-";
    threads =
        IntStream.range(0, parallelism)
            .mapToObj(i -> Thread.ofVirtual().name(name + i).unstarted(this::work))
            .toList();
    var hook = new Thread(this::end, "execo-sweep-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      threads.forEach(Thread::start);
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } finally {
      forget(hook);
    }
    switch (failure()) {
      case null -> {}
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private WaitInterruptedException interrupted(InterruptedException e) {
    var interrupted = new WaitInterruptedException(e);
    var before = failure();
    if (before != null) {
      interrupted.addSuppressed(before);
    }
    return interrupted;
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the JVM is ending", e);
    }
  }

  /**
   * Has the threads give back what they have, and waits until they did: at first for those that end
   * by themselves, then for those whose processes are killed meanwhile.
   */
  private void end() {
    interruptAll();
    long from = System.nanoTime();
    boolean interrupted = join(from + UNTIL_ABANDONED.toNanos());
    abandoned = true;
    interrupted |= join(from + UNTIL_LEFT.toNanos());
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void interruptAll() {
    ended = true;
    stopped.countDown();
    threads.forEach(Thread::interrupt);
  }

  /** Waits for the threads, but not longer than a time; true if that was interrupted. */
  private boolean join(long limit) {
    boolean interrupted = false;
    for (var thread : threads) {
      try {
        thread.join(Duration.ofNanos(Math.max(1, limit - System.nanoTime())));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  private void work() {
    try {
      while (goesOn()) {
        var element = next();
        if (element.isEmpty()) {
          return;
        }
        work(element.get());
      }
    } catch (InterruptedException e) {
      LOG.debug("the sweep is stopped", e);
    } catch (RuntimeException | Error e) {
      breakOff(e);
    }
  }

  /** Ends the loop: an error at once, anything else when what is in progress has ended. */
  private void breakOff(Throwable e) {
    add(e);
    if (e instanceof Error) {
      interruptAll();
    } else {
      stopped.countDown();
    }
  }

  private synchronized void add(Throwable e) {
    if (failure == null) {
      failure = e;
    } else if (!failure.equals(e)) {
      failure.addSuppressed(e);
    }
  }

  private synchronized @Nullable Throwable failure() {
    return failure;
  }

  /** An interruption counts if it comes after a stop only: any other is what work left behind. */
  private boolean goesOn() {
    Thread.interrupted();
    return stopped.getCount() > 0;
  }

  /** Waits for an element; empty if there is none any more, or no reason to go on. */
  private Optional<E> next() throws InterruptedException {
    var element = sweeper.next();
    if (element.isPresent()) {
      return element;
    }
    looking.lockInterruptibly();
    try {
      while (element.isEmpty() && stopped.getCount() > 0) {
        element = sweeper.next();
        if (element.isEmpty()) {
          awaitMore();
        }
      }
      return element;
    } finally {
      looking.unlock();
    }
  }

  /**
   * Waits until it is worth it to ask for an element again: there is one, or it is time to look for
   * workers that died, which asking does.
   */
  private void awaitMore() throws InterruptedException {
    var left = sweeper.left();
    for (int looks = 0; left != Left.NOTHING; looks++) {
      if (looks == LOOKS_PER_TRY || stopped.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
      left = sweeper.left();
      if (left == Left.TO_DO) {
        return;
      }
    }
    stopped.countDown();
  }

  private void work(E element) {
    try {
      tryWork(element);
    } catch (RuntimeException | Error e) {
      LOG.error("{} ends the sweep: {}", element, reason(e));
      throw e;
    }
  }

  private void tryWork(E element) {
    try {
      work.run(element);
      end(element);
    } catch (NotSavedException e) {
      throw e;
    } catch (Exception e) {
      fail(element, e);
    } catch (Error e) {
      try {
        giveBack(element);
      } catch (RuntimeException e2) {
        e.addSuppressed(e2);
      }
      throw e;
    }
  }

  private void end(E element) {
    if (abandoned) {
      giveBack(element);
    } else {
      sweeper.markHeld(Mark.as(State.DONE), "done", element);
    }
  }

  private void fail(E element, Exception e) {
    if (ended) {
      LOG.debug("{} is given back", element, e);
      giveBack(element);
    } else {
      LOG.warn("{} failed: {}", element, reason(e), e);
      sweeper.failHeld(reason(e), element);
    }
  }

  private void giveBack(E element) {
    sweeper.markHeld(Mark.as(State.TODO), "given back", element);
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.getClass().getName() : e.getMessage();
  }
}
