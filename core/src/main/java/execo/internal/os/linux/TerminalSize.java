package execo.internal.os.linux;

import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** How large the terminal is that a descriptor stands for. */
public final class TerminalSize {
  private static final int TIOCGWINSZ = 0x5413;
  private static final int COLUMNS_OFFSET = 2;

  private TerminalSize() {}

  /** The columns of the terminal as they are now; empty if it is none, or cannot say. */
  public static OptionalInt columns(int descriptor) {
    if (!Support.AVAILABLE) {
      return OptionalInt.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      var size = arena.allocate(8, 8);
      int result = new Libc(arena).ioctl(descriptor, TIOCGWINSZ, size.address());
      int columns =
          size.asByteBuffer().order(ByteOrder.nativeOrder()).getShort(COLUMNS_OFFSET) & 0xFFFF;
      return result < 0 || columns == 0 ? OptionalInt.empty() : OptionalInt.of(columns);
    }
  }
}
