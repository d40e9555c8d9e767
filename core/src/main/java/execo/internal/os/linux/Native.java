package execo.internal.os.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * Calls of C functions, one method handle for each number of arguments.
 *
 * <p>Every argument and result travels as a machine word: on the supported machines an {@code int}
 * or a pointer takes a whole register, whose upper half the callee ignores. Linking a handle takes
 * milliseconds, so that six of them instead of thirty are felt at the start of a program. A result
 * of type {@code int} must be cast, its upper half is not defined.
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

  private static final MethodHandle CALL1 = shape(1, ERRNO);
  private static final MethodHandle CALL2 = shape(2, ERRNO);
  private static final MethodHandle CALL3 = shape(3, ERRNO);
  private static final MethodHandle CALL4 = shape(4, ERRNO);
  private static final MethodHandle CALL6 = shape(6, ERRNO);
  private static final MethodHandle VARIADIC3 = shape(3, ERRNO, Linker.Option.firstVariadicArg(2));

  /** Those that the process engine does not need. */
  private static final class More {
    static final MethodHandle CALL0 = shape(0, ERRNO);
    static final MethodHandle CALL5 = shape(5, ERRNO);
  }

  private Native() {}

  private static MethodHandle shape(int arguments, Linker.Option... options) {
    MemoryLayout[] words = new MemoryLayout[arguments];
    Arrays.fill(words, ValueLayout.JAVA_LONG);
    return LINKER.downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_LONG, words), options);
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
    try {
      return (long) More.CALL0.invokeExact(function, errno);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static long call(MemorySegment function, MemorySegment errno, long a) {
    try {
      return (long) CALL1.invokeExact(function, errno, a);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static long call(MemorySegment function, MemorySegment errno, long a, long b) {
    try {
      return (long) CALL2.invokeExact(function, errno, a, b);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static long call(MemorySegment function, MemorySegment errno, long a, long b, long c) {
    try {
      return (long) CALL3.invokeExact(function, errno, a, b, c);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static long call(MemorySegment function, MemorySegment errno, long a, long b, long c, long d) {
    try {
      return (long) CALL4.invokeExact(function, errno, a, b, c, d);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static long call(
      MemorySegment function, MemorySegment errno, long a, long b, long c, long d, long e) {
    try {
      return (long) More.CALL5.invokeExact(function, errno, a, b, c, d, e);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  static long call(
      MemorySegment function, MemorySegment errno, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) CALL6.invokeExact(function, errno, a, b, c, d, e, f);
    } catch (Throwable t) {
      throw fault(t);
    }
  }

  /** Calls a function of two fixed arguments and one variadic. */
  static long variadic(MemorySegment function, MemorySegment errno, long a, long b, long c) {
    try {
      return (long) VARIADIC3.invokeExact(function, errno, a, b, c);
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
