package execo.internal.os.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One epoll set. Descriptors may be added from any thread, each with its own {@link Libc} and
 * {@link Change}.
 */
final class Epoll {
  static final int IN = 1;
  static final int OUT = 4;
  static final int ERR = 8;
  static final int HUP = 16;

  private static final int ADD = 1;
  private static final int DEL = 2;
  private static final int CAPACITY = 256;

  private static final MemorySegment CREATE = Native.symbol("epoll_create1");
  private static final MemorySegment CTL = Native.symbol("epoll_ctl");
  private static final MemorySegment WAIT = Native.symbol("epoll_wait");
  private static final MemorySegment EVENTFD = Native.symbol("eventfd");

  /** {@code struct epoll_event} is packed on x86-64 only. */
  private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");

  private static final int DATA = PACKED ? 4 : 8;
  private static final int SIZE = PACKED ? 12 : 16;

  private final int fd;
  private final long address;
  private final ByteBuffer events;

  Epoll(Libc libc, Arena arena) {
    fd = libc.checked(Native.call(CREATE, libc.state(), Libc.O_CLOEXEC));
    if (fd < 0) {
      throw new IllegalStateException("epoll_create1: " + libc.describe(-fd));
    }
    MemorySegment segment = arena.allocate((long) SIZE * CAPACITY, 8);
    address = segment.address();
    events = segment.asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /** Waits for events; a negative timeout is for ever. */
  int await(Libc libc, int millis) {
    return libc.checked(Native.call(WAIT, libc.state(), fd, address, CAPACITY, millis));
  }

  int events(int index) {
    return events.getInt(index * SIZE);
  }

  long data(int index) {
    return events.getLong(index * SIZE + DATA);
  }

  /** Takes a descriptor out; it must not be closed before. */
  void remove(Libc libc, int watched) {
    Native.call(CTL, libc.state(), fd, DEL, watched, 0);
  }

  /** A descriptor that becomes readable when 8 bytes, a number, are written to it. */
  static int eventfd(Libc libc) {
    int result =
        libc.checked(Native.call(EVENTFD, libc.state(), 0, Libc.O_CLOEXEC | Libc.O_NONBLOCK));
    if (result < 0) {
      throw new IllegalStateException("eventfd: " + libc.describe(-result));
    }
    return result;
  }

  /** The memory with which one thread adds descriptors. */
  final class Change {
    private final Libc libc;
    private final long address;
    private final ByteBuffer event;

    Change(Libc libc, Arena arena) {
      this.libc = libc;
      MemorySegment segment = arena.allocate(16, 8);
      address = segment.address();
      event = segment.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /** Watches a descriptor for events, which then carry {@code data}. */
    int add(int watched, int mask, long data) {
      event.putInt(0, mask).putLong(DATA, data);
      return libc.checked(Native.call(CTL, libc.state(), fd, ADD, watched, address));
    }
  }
}
