package execo.internal.os.linux;

import execo.internal.os.Errno;
import execo.internal.os.Guard;
import execo.internal.os.ProgramSearch;
import execo.internal.os.SpawnRequest;
import execo.internal.os.StartFailure;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One of the threads that start children: each start blocks its thread until the child's exec. */
final class Spawner implements Runnable {
  private static final int SIGKILL = 9;
  private static final int RLIMIT_NPROC = 6;
  private static final int RLIMIT_NOFILE = 7;

  /** How often a program is tried that is being written: another child may hold it open briefly. */
  private static final int BUSY_TRIES = 6;

  // Places in the list of descriptors that one start opens.
  private static final int OUT = 0;
  private static final int ERR = 2;
  private static final int IN = 4;
  private static final int PIDFD = 6;

  private final BlockingQueue<SpawnedChild> queue;
  private final EnvironmentCache environments;
  private final Arena arena = Arena.ofShared();
  private final Libc libc = new Libc(arena);
  private final SpawnCall call = new SpawnCall(libc, arena);
  private final Epoll.Change change;

  /** What the start under way has opened: ours and the child's end of each pipe, and the pidfd. */
  private final int[] fds = new int[7];

  private final int[] ends = new int[2];

  Spawner(BlockingQueue<SpawnedChild> queue, EnvironmentCache environments, Epoll epoll) {
    this.queue = queue;
    this.environments = environments;
    this.change = epoll.new Change(libc, arena);
  }

  @Override
  public void run() {
    for (; ; ) {
      try {
        start(queue.take());
      } catch (Throwable fault) {
        Thread current = Thread.currentThread();
        current.getUncaughtExceptionHandler().uncaughtException(current, fault);
      }
    }
  }

  private void start(SpawnedChild child) {
    Arrays.fill(fds, -1);
    String problem;
    try {
      Guard.ensure(Guard.Kind.GROUPS, this::launchGuard);
      problem = attempt(child.request);
    } catch (IllegalArgumentException malformed) {
      problem = StartFailure.sentence(child.request, String.valueOf(malformed.getMessage()));
    } catch (Throwable fault) {
      problem = StartFailure.sentence(child.request, fault.toString());
    }
    release(OUT + 1);
    release(ERR + 1);
    release(IN + 1);
    if (problem != null) {
      release(OUT);
      release(ERR);
      release(IN);
      child.fail(problem);
    } else {
      child.register(call.pid(), fds[PIDFD], fds[OUT], fds[ERR], fds[IN], libc, change);
    }
  }

  private void launchGuard(SpawnRequest request) throws IOException {
    int result = openPipe(IN, true);
    try (Arena local = Arena.ofConfined()) {
      if (result >= 0) {
        result =
            -call.spawn(
                NativeStrings.text(request.argv().getFirst(), local),
                NativeStrings.array(request.argv(), local),
                NativeStrings.array(request.environment(), local),
                NativeStrings.text(String.valueOf(request.directory()), local),
                fds[IN + 1],
                -1,
                -1,
                null);
      }
      if (result < 0) {
        release(IN);
        throw new IOException(libc.describe(-result));
      }
    } finally {
      release(IN + 1);
      // Our end stays open for as long as the program lives: its end is what the guard waits for.
      fds[IN] = -1;
      fds[IN + 1] = -1;
    }
  }

  private void release(int place) {
    if (fds[place] >= 0) {
      libc.close(fds[place]);
    }
  }

  /** Starts the process; the reason if that fails. */
  private @Nullable String attempt(SpawnRequest request) {
    String path = ProgramSearch.find(request);
    if (path == null) {
      return StartFailure.notFound(request);
    }
    try (Arena local = Arena.ofConfined()) {
      MemorySegment terminal = request.pty() ? local.allocate(128) : null;
      int result = terminal == null ? openPipe(OUT, false) : openTerminal(terminal, local);
      result = result < 0 ? result : openPipe(ERR, false);
      if (request.stdin() && !request.pty()) {
        result = result < 0 ? result : openPipe(IN, true);
      }
      if (result < 0) {
        return reason(request, path, -result);
      }
      MemorySegment program = NativeStrings.text(path, local);
      MemorySegment argv = NativeStrings.array(request.argv(), local);
      MemorySegment environment = environments.encoded(request.environment());
      MemorySegment directory =
          request.directory() == null
              ? null
              : NativeStrings.text(request.directory().toString(), local);
      int error = Errno.ETXTBSY;
      for (int i = 0; error == Errno.ETXTBSY && i < BUSY_TRIES; i++) {
        if (i > 0) {
          LockSupport.parkNanos(1_000_000L << i);
        }
        error =
            call.spawn(
                program,
                argv,
                environment,
                directory,
                fds[IN + 1],
                fds[OUT + 1],
                fds[ERR + 1],
                terminal);
      }
      if (error != 0) {
        return reason(request, path, error);
      }
      int pid = call.pid();
      fds[PIDFD] = libc.pidfdOpen(pid);
      if (fds[PIDFD] < 0) {
        libc.kill(pid, SIGKILL);
        libc.await(pid);
        return reason(request, path, -fds[PIDFD]);
      }
      return null;
    }
  }

  /** Opens a pipe: our end, which does not block, at the place, and the child's after it. */
  private int openPipe(int place, boolean weWrite) {
    int result = libc.pipe(ends);
    if (result < 0) {
      return result;
    }
    fds[place] = ends[weWrite ? 1 : 0];
    fds[place + 1] = ends[weWrite ? 0 : 1];
    return libc.setFlags(fds[place], Libc.O_NONBLOCK | (weWrite ? 1 : 0));
  }

  private int openTerminal(MemorySegment name, Arena local) {
    fds[OUT] = Pty.open(libc, name, local);
    if (fds[OUT] < 0) {
      return fds[OUT];
    }
    fds[IN] = libc.duplicate(fds[OUT]);
    return fds[IN];
  }

  private String reason(SpawnRequest request, String path, int error) {
    return switch (error) {
      case Errno.EMFILE -> StartFailure.openFiles(request, libc.limit(RLIMIT_NOFILE));
      case Errno.EAGAIN -> StartFailure.processes(request, libc.limit(RLIMIT_NPROC));
      default -> StartFailure.reason(request, path, error, libc.describe(error));
    };
  }
}
