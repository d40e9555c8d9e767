package execo.internal.os.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A pseudo-terminal of 80 columns and 24 lines. */
final class Pty {
  private static final MemorySegment OPENPT = Native.symbol("posix_openpt");
  private static final MemorySegment GRANT = Native.symbol("grantpt");
  private static final MemorySegment UNLOCK = Native.symbol("unlockpt");
  private static final MemorySegment NAME = Native.symbol("ptsname_r");
  private static final int TIOCSWINSZ = 0x5414;

  private Pty() {}

  /**
   * Opens one.
   *
   * @param name receives the path of the side that is the child's terminal
   * @return the master side, or the negative error
   */
  static int open(Libc libc, MemorySegment name, Arena arena) {
    MemorySegment state = libc.state();
    int master =
        libc.checked(Native.call(OPENPT, state, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC));
    if (master < 0) {
      return master;
    }
    int result = libc.checked(Native.call(GRANT, state, master));
    if (result == 0) {
      result = libc.checked(Native.call(UNLOCK, state, master));
    }
    if (result == 0) {
      result = -(int) Native.call(NAME, state, master, name.address(), name.byteSize());
    }
    if (result == 0) {
      result = libc.setFlags(master, Libc.O_RDWR | Libc.O_NONBLOCK);
    }
    if (result == 0) {
      MemorySegment size = arena.allocate(8, 8);
      ByteBuffer window = size.asByteBuffer().order(ByteOrder.nativeOrder());
      window.putShort(0, (short) 24).putShort(2, (short) 80);
      result = libc.ioctl(master, TIOCSWINSZ, size.address());
    }
    if (result < 0) {
      libc.close(master);
      return result;
    }
    return master;
  }
}
