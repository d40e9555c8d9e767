package execo.internal.os.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Calls of C functions, all through one method handle: linking one takes milliseconds, which are
 * felt at the start of a program.
 *
 * <p>Every argument and result travels as a machine word, and every function is given six. On the
 * supported machines (x86-64 and AArch64 Linux) the first six words go in registers, also those of
 * a variadic function; an {@code int} or a pointer takes a whole register, whose upper half the
 * callee ignores, and a callee does not look at the registers of arguments it does not have. A
 * result of type {@code int} must be cast, its upper half is not defined.
 *
 * <p>Each call is given a segment that receives {@code errno}; see {@link #ERRNO_SIZE}.
 */
@SuppressWarnings("restricted")
final class Native {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

  /** Bytes of the segment that receives {@code errno}. */
  static final long ERRNO_SIZE = Linker.Option.captureStateLayout().byteSize();

  /** Where in that segment {@code errno} is. */
  static final int ERRNO_OFFSET =
      (int)
          Linker.Option.captureStateLayout()
              .byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle CALL = LINKER.downcallHandle(sixWords(), ERRNO);

  private Native() {}

  private static FunctionDescriptor sixWords() {
    var words = new MemoryLayout[6];
    Arrays.fill(words, ValueLayout.JAVA_LONG);
    return FunctionDescriptor.of(ValueLayout.JAVA_LONG, words);
  }

  /** Whether the C library has this function. */
  static boolean has(String function) {
    return LINKER.defaultLookup().find(function).isPresent();
  }

  /** The address of a function of the C library. */
  static MemorySegment symbol(String function) {
    return LINKER.defaultLookup().findOrThrow(function);
  }

  static long call(MemorySegment function, MemorySegment errno) {
    return call(function, errno, 0, 0, 0, 0, 0, 0);
  }

  static long call(MemorySegment function, MemorySegment errno, long a) {
    return call(function, errno, a, 0, 0, 0, 0, 0);
  }

  static long call(MemorySegment function, MemorySegment errno, long a, long b) {
    return call(function, errno, a, b, 0, 0, 0, 0);
  }

  static long call(MemorySegment function, MemorySegment errno, long a, long b, long c) {
    return call(function, errno, a, b, c, 0, 0, 0);
  }

  static long call(MemorySegment function, MemorySegment errno, long a, long b, long c, long d) {
    return call(function, errno, a, b, c, d, 0, 0);
  }

  static long call(
      MemorySegment function, MemorySegment errno, long a, long b, long c, long d, long e) {
    return call(function, errno, a, b, c, d, e, 0);
  }

  static long call(
      MemorySegment function, MemorySegment errno, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) CALL.invokeExact(function, errno, a, b, c, d, e, f);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  private static RuntimeException fault(Throwable t) {
    if (t instanceof Error error) {
      throw error;
    }
    return t instanceof RuntimeException e ? e : new IllegalStateException(t);
  }
}
