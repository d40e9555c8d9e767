package execo.internal.os.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The system calls that the engine makes. A failed one returns the negative of {@code errno}, as in
 * the kernel.
 *
 * <p>Not thread-safe: each thread has its own.
 */
final class Libc {
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;
  static final int O_NOCTTY = 0x100;
  static final int O_RDWR = 2;

  private static final int F_SETFL = 4;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final long FIONREAD = 0x541B;
  private static final int P_PID = 1;
  private static final int P_PIDFD = 3;
  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int SYS_PIDFD_OPEN = 434;
  private static final int SYS_PIDFD_SEND_SIGNAL = 424;
  private static final int SIGCHLD = 17;

  private static final MemorySegment CLOSE = Native.symbol("close");
  private static final MemorySegment FCNTL = Native.symbol("fcntl");
  private static final MemorySegment GETRLIMIT = Native.symbol("getrlimit");
  private static final MemorySegment IOCTL = Native.symbol("ioctl");
  private static final MemorySegment KILL = Native.symbol("kill");
  private static final MemorySegment PIPE2 = Native.symbol("pipe2");
  private static final MemorySegment READ = Native.symbol("read");
  private static final MemorySegment SIGNAL = Native.symbol("signal");
  private static final MemorySegment STRERROR = Native.symbol("strerror");
  private static final MemorySegment SYSCALL = Native.symbol("syscall");
  private static final MemorySegment WAITID = Native.symbol("waitid");
  private static final MemorySegment WRITE = Native.symbol("write");

  private final MemorySegment state;
  private final ByteBuffer errno;
  private final long scratch;
  private final ByteBuffer scratchBuffer;

  /** Calls whose memory lives as long as the arena. */
  Libc(Arena arena) {
    state = arena.allocate(Native.ERRNO_SIZE, 8);
    errno = state.asByteBuffer().order(ByteOrder.nativeOrder());
    MemorySegment segment = arena.allocate(128, 8);
    scratch = segment.address();
    scratchBuffer = segment.asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /** The segment that receives {@code errno} of the calls made on this thread. */
  MemorySegment state() {
    return state;
  }

  int checked(long result) {
    int value = (int) result;
    return value == -1 ? -errno.getInt(Native.ERRNO_OFFSET) : value;
  }

  int close(int fd) {
    return checked(Native.call(CLOSE, state, fd));
  }

  /** Reads at most {@code size} bytes to an address. */
  int read(int fd, long address, int size) {
    return checked(Native.call(READ, state, fd, address, size));
  }

  int write(int fd, long address, int size) {
    return checked(Native.call(WRITE, state, fd, address, size));
  }

  /** Makes a close-on-exec pipe, both ends above the standard streams: {read end, write end}. */
  int pipe(int[] ends) {
    int result = checked(Native.call(PIPE2, state, scratch, O_CLOEXEC));
    if (result < 0) {
      return result;
    }
    ends[0] = scratchBuffer.getInt(0);
    ends[1] = scratchBuffer.getInt(4);
    for (int i = 0; i < 2; i++) {
      if (ends[i] <= 2) {
        int moved = duplicate(ends[i]);
        close(ends[i]);
        if (moved < 0) {
          close(ends[1 - i]);
          return moved;
        }
        ends[i] = moved;
      }
    }
    return 0;
  }

  /** A close-on-exec copy of a descriptor, above the standard streams. */
  int duplicate(int fd) {
    return checked(Native.call(FCNTL, state, fd, F_DUPFD_CLOEXEC, 3));
  }

  /** Sets the status flags of an open file. */
  int setFlags(int fd, int flags) {
    return checked(Native.call(FCNTL, state, fd, F_SETFL, flags));
  }

  int ioctl(int fd, long request, long address) {
    return checked(Native.call(IOCTL, state, fd, request, address));
  }

  /** How many bytes wait in a pipe, 0 if that is not known. */
  int available(int fd) {
    return ioctl(fd, FIONREAD, scratch) < 0 ? 0 : scratchBuffer.getInt(0);
  }

  int kill(long pid, int signal) {
    return checked(Native.call(KILL, state, pid, signal));
  }

  /** A descriptor that becomes readable when the child ends; close-on-exec. */
  int pidfdOpen(long pid) {
    return checked(Native.call(SYSCALL, state, SYS_PIDFD_OPEN, pid, 0));
  }

  /** Sends a signal to the process that a descriptor denotes. */
  int pidfdSignal(int pidfd, int signal) {
    return checked(Native.call(SYSCALL, state, SYS_PIDFD_SEND_SIGNAL, pidfd, signal, 0, 0, 0));
  }

  /**
   * Reaps a child.
   *
   * @return 0 if it still runs; else see {@link #code} and {@link #status} of the result
   */
  long reap(int pidfd) {
    return waitid(P_PIDFD, pidfd, WEXITED | WNOHANG);
  }

  /** Waits for the end of a child and reaps it. */
  long await(long pid) {
    return waitid(P_PID, pid, WEXITED);
  }

  private long waitid(int kind, long id, int options) {
    scratchBuffer.putLong(0, 0).putLong(8, 0);
    int result = checked(Native.call(WAITID, state, kind, id, scratch, options));
    if (result < 0) {
      return result;
    }
    int code = scratchBuffer.getInt(8);
    return code == 0 ? 0 : ((long) code << 32) | (scratchBuffer.getInt(24) & 0xffff_ffffL);
  }

  /** Of a reaped child: whether it left by itself (1) or by a signal (2, or 3 with a core dump). */
  static int code(long reaped) {
    return (int) (reaped >> 32);
  }

  /** Of a reaped child: its exit code or the signal. */
  static int status(long reaped) {
    return (int) reaped;
  }

  /** The soft limit of a resource; negative if there is none. */
  long limit(int resource) {
    return checked(Native.call(GETRLIMIT, state, resource, scratch)) < 0
        ? -1
        : scratchBuffer.getLong(0);
  }

  /**
   * Ends the inherited habit of some parents to ignore the end of children, which loses their exit
   * codes.
   */
  void heedChildren() {
    Native.call(SIGNAL, state, SIGCHLD, 0);
  }

  /** What an {@code errno} means. */
  @SuppressWarnings("restricted")
  String describe(int error) {
    return MemorySegment.ofAddress(Native.call(STRERROR, state, error))
        .reinterpret(512)
        .getString(0);
  }
}
