package execo.internal.os.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one thread that reads all output, notices all ends and feeds all input.
 *
 * <p>Each turn serves every descriptor that is ready with at most one read of {@link #BUFFER}
 * bytes, so that a child that writes without end delays the others by no more than that.
 */
final class EventLoop implements Runnable {
  /** The most bytes of one read or write. */
  static final int BUFFER = 64 * 1024;

  /** How often children that ended, but whose output has not, are looked at, in ms. */
  private static final int DRAIN_TICK = 50;

  private static final long WAKE = -1;

  private final Arena arena = Arena.ofShared();
  private final Libc libc = new Libc(arena);
  private final Epoll epoll = new Epoll(libc, arena);
  private final Epoll.Change change = epoll.new Change(libc, arena);
  private final Slots slots = new Slots();
  private final long bufferAddress;
  private final ByteBuffer buffer;
  private final int wakeFd;
  private final ConcurrentLinkedQueue<SpawnedChild> requests = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean awake = new AtomicBoolean();
  private final List<SpawnedChild> draining = new ArrayList<>();
  private long nextTick;
  private final Thread thread;

  EventLoop() {
    MemorySegment segment = arena.allocate(BUFFER + 8L, 8);
    bufferAddress = segment.address();
    buffer = segment.asByteBuffer();
    wakeFd = Epoll.eventfd(libc);
    int error = change.add(wakeFd, Epoll.IN, WAKE);
    if (error < 0) {
      throw new IllegalStateException("epoll_ctl: " + libc.describe(-error));
    }
    thread = new Thread(null, this, "execo-children", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  // From any thread

  Epoll epoll() {
    return epoll;
  }

  Slots slots() {
    return slots;
  }

  /** Has {@link SpawnedChild#serve} called on the loop soon. */
  void request(SpawnedChild child) {
    requests.add(child);
    if (Thread.currentThread() != thread && awake.compareAndSet(false, true)) {
      try (Arena local = Arena.ofConfined()) {
        MemorySegment one = local.allocate(8, 8);
        one.set(ValueLayout.JAVA_LONG, 0, 1);
        new Libc(local).write(wakeFd, one.address(), 8);
      }
      slots.wake();
    }
  }

  // On the loop

  @Override
  public void run() {
    for (; ; ) {
      try {
        turn();
      } catch (Throwable fault) {
        report(fault);
      }
    }
  }

  private void turn() throws InterruptedException {
    if (requests.isEmpty() && draining.isEmpty()) {
      // Without children it waits here and not in epoll: the JVM, when it exits, gives threads that
      // are in native code 300 ms to come back.
      slots.awaitChild();
    }
    int timeout = !requests.isEmpty() ? 0 : draining.isEmpty() ? -1 : DRAIN_TICK;
    int count = epoll.await(libc, timeout);
    for (int i = 0; i < count; i++) {
      long data = epoll.data(i);
      if (data == WAKE) {
        libc.read(wakeFd, bufferAddress, 8);
        awake.set(false);
        continue;
      }
      SpawnedChild child = slots.find(data >>> SpawnedChild.ROLE_BITS);
      if (child != null) {
        dispatch(child, (int) data & SpawnedChild.ROLE_MASK, epoll.events(i));
      }
    }
    for (int n = requests.size(); n > 0; n--) {
      SpawnedChild child = requests.poll();
      if (child == null) {
        break;
      }
      dispatch(child, SpawnedChild.REQUEST, 0);
    }
    if (!draining.isEmpty()) {
      tick();
    }
  }

  private static void dispatch(SpawnedChild child, int role, int events) {
    try {
      child.handle(role, events);
    } catch (Throwable fault) {
      try {
        child.breakDown(fault);
      } catch (Throwable again) {
        report(again);
      }
    }
  }

  /** A fault that no listener can be told of goes where the program wants such faults. */
  private static void report(Throwable fault) {
    Thread current = Thread.currentThread();
    try {
      current.getUncaughtExceptionHandler().uncaughtException(current, fault);
    } catch (Throwable ignored) {
      // The handler is the last to be told of faults, its own included.
    }
  }

  private void tick() {
    long now = System.nanoTime();
    if (now - nextTick < 0) {
      return;
    }
    nextTick = now + DRAIN_TICK * 1_000_000L;
    for (int i = draining.size() - 1; i >= 0; i--) {
      SpawnedChild child = draining.get(i);
      dispatch(child, SpawnedChild.TICK, 0);
      if (child.isOver()) {
        SpawnedChild last = draining.removeLast();
        if (i < draining.size()) {
          draining.set(i, last);
        }
      }
    }
  }

  /** Has {@link SpawnedChild#handle} called at each tick until the child is over. */
  void drain(SpawnedChild child) {
    draining.add(child);
  }

  Libc libc() {
    return libc;
  }

  int watch(int fd, int mask, long key, int role) {
    return change.add(fd, mask, (key << SpawnedChild.ROLE_BITS) | role);
  }

  void unwatch(int fd) {
    epoll.remove(libc, fd);
  }

  void close(int fd) {
    libc.close(fd);
  }

  /** Reads into the buffer, see {@link #taken}. */
  int read(int fd) {
    return libc.read(fd, bufferAddress, BUFFER);
  }

  /** The first bytes of the buffer. */
  byte[] taken(int count) {
    byte[] bytes = new byte[count];
    buffer.get(0, bytes);
    return bytes;
  }

  int write(int fd, byte[] bytes, int offset, int count) {
    buffer.put(0, bytes, offset, count);
    return libc.write(fd, bufferAddress, count);
  }

  String describe(int error) {
    return libc.describe(error);
  }

  /** What to tell of a fault. */
  static String message(Throwable fault) {
    return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.toString();
  }
}
