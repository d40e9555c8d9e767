package execo.internal.os.jdk;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What readers pass before each read; it can be shut for a while. Thread-safe. */
final class Gate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private boolean shut;

  void set(boolean toShut) {
    lock.lock();
    try {
      shut = toShut;
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isShut() {
    lock.lock();
    try {
      return shut;
    } finally {
      lock.unlock();
    }
  }

  void pass() throws InterruptedException {
    lock.lock();
    try {
      while (shut) {
        opened.await();
      }
    } finally {
      lock.unlock();
    }
  }
}
