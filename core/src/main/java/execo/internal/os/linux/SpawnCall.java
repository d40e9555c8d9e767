package execo.internal.os.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * {@code posix_spawn} with what every child gets: a session of its own, an empty signal mask,
 * signals at their defaults (HUP apart, so that nohup keeps its meaning), and no descriptor but the
 * three standard ones.
 *
 * <p>Not thread-safe: each spawner thread has its own.
 */
final class SpawnCall {

  private static final MemorySegment SPAWN = Native.symbol("posix_spawn");
  private static final MemorySegment INIT = Native.symbol("posix_spawn_file_actions_init");
  private static final MemorySegment DESTROY = Native.symbol("posix_spawn_file_actions_destroy");
  private static final MemorySegment ADD_OPEN = Native.symbol("posix_spawn_file_actions_addopen");
  private static final MemorySegment ADD_DUP2 = Native.symbol("posix_spawn_file_actions_adddup2");
  private static final MemorySegment ADD_CHDIR =
      Native.symbol("posix_spawn_file_actions_addchdir_np");
  private static final MemorySegment ADD_CLOSEFROM =
      Native.symbol("posix_spawn_file_actions_addclosefrom_np");

  private static final int SETSIGDEF = 0x04;
  private static final int SETSIGMASK = 0x08;
  private static final int SETSID = 0x80;

  /** INT, QUIT, USR1, USR2, PIPE, ALRM, TERM, CHLD, CONT, TSTP, TTIN, TTOU. */
  private static final int[] DEFAULTED = {2, 3, 10, 12, 13, 14, 15, 17, 18, 20, 21, 22};

  private final Libc libc;
  private final long attributes;
  private final long actions;
  private final long pidAddress;
  private final ByteBuffer pid;
  private final MemorySegment devNull;

  SpawnCall(Libc libc, Arena arena) {
    this.libc = libc;
    // The C library's types have 336, 80 and 128 bytes.
    attributes = arena.allocate(512, 16).address();
    actions = arena.allocate(256, 16).address();
    MemorySegment pidSegment = arena.allocate(8, 8);
    pidAddress = pidSegment.address();
    pid = pidSegment.asByteBuffer().order(ByteOrder.nativeOrder());
    devNull = NativeStrings.text("/dev/null", arena);
    MemorySegment signals = arena.allocate(128, 8);
    long set = signals.address();
    attribute("posix_spawnattr_init", attributes, 0);
    attribute("posix_spawnattr_setsigmask", attributes, set);
    long bits = 0;
    for (int signal : DEFAULTED) {
      bits |= 1L << (signal - 1);
    }
    signals.asByteBuffer().order(ByteOrder.nativeOrder()).putLong(0, bits);
    attribute("posix_spawnattr_setsigdefault", attributes, set);
    attribute("posix_spawnattr_setflags", attributes, SETSIGDEF | SETSIGMASK | SETSID);
  }

  private void attribute(String function, long attribute, long value) {
    int error = (int) Native.call(Native.symbol(function), libc.state(), attribute, value);
    if (error != 0) {
      throw new IllegalStateException(function + ": " + libc.describe(error));
    }
  }

  /**
   * Starts a program.
   *
   * @param in the descriptor that becomes its stdin; negative, here and in the next two: {@code
   *     /dev/null}
   * @param terminal the path of the terminal that becomes its stdin and stdout, or null
   * @return 0, or the error; see {@link #pid()}
   */
  int spawn(
      MemorySegment path,
      MemorySegment argv,
      MemorySegment environment,
      @Nullable MemorySegment directory,
      int in,
      int out,
      int err,
      @Nullable MemorySegment terminal) {
    MemorySegment state = libc.state();
    int error = (int) Native.call(INIT, state, actions);
    if (error != 0) {
      return error;
    }
    try {
      if (terminal != null) {
        error = open(0, terminal, Libc.O_RDWR);
        error = error != 0 ? error : dup(0, 1);
      } else {
        error = in < 0 ? open(0, devNull, 0) : dup(in, 0);
        error = error != 0 ? error : out < 0 ? open(1, devNull, 1) : dup(out, 1);
      }
      error = error != 0 ? error : err < 0 ? open(2, devNull, 1) : dup(err, 2);
      if (error == 0 && directory != null) {
        error = (int) Native.call(ADD_CHDIR, state, actions, directory.address());
      }
      error = error != 0 ? error : (int) Native.call(ADD_CLOSEFROM, state, actions, 3);
      if (error != 0) {
        return error;
      }
      return (int)
          Native.call(
              SPAWN,
              state,
              pidAddress,
              path.address(),
              actions,
              attributes,
              argv.address(),
              environment.address());
    } finally {
      Native.call(DESTROY, state, actions);
    }
  }

  /** The process that was started last. */
  int pid() {
    return pid.getInt(0);
  }

  private int open(int fd, MemorySegment path, int flags) {
    return (int) Native.call(ADD_OPEN, libc.state(), actions, fd, path.address(), flags, 0, 0);
  }

  private int dup(int from, int to) {
    return (int) Native.call(ADD_DUP2, libc.state(), actions, from, to);
  }
}
