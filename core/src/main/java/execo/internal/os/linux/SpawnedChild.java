package execo.internal.os.linux;

import execo.internal.os.Errno;
import execo.internal.os.SpawnRequest;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A child from its request to its end.
 *
 * <p>A spawner thread starts it and {@linkplain #register registers} it; from then on the loop
 * alone changes it.
 */
final class SpawnedChild implements Child {
  static final int OUTPUT = 0;
  static final int ERROR = 1;
  static final int EXIT = 2;
  static final int INPUT = 3;
  static final int ROLE_BITS = 2;
  static final int ROLE_MASK = 3;

  /** What the loop handles besides the four descriptors. */
  static final int REQUEST = 4;

  static final int TICK = 5;

  static final int SIGKILL = 9;
  private static final long IDLE_LIMIT = 500_000_000L;
  private static final long DRAIN_LIMIT = 2_000_000_000L;

  /** What a pty may hold back; how much does, cannot be asked. */
  private static final int PTY_BUFFER = 64 * 1024;

  final SpawnRequest request;
  final ChildListener listener;
  private final EventLoop loop;
  private final TreeSignaller trees;
  private final InputQueue input;
  private final SpawnedProcess process = new SpawnedProcess();

  // Set by the spawner before the registration.
  private long key;
  private int pidfd = -1;
  private @Nullable OutputPipe output;
  private @Nullable OutputPipe error;

  private volatile boolean paused;
  private volatile boolean hangUp;
  private volatile boolean requested;
  private volatile boolean registered;

  // The loop's own after the registration.
  private @Nullable String fault;
  private @Nullable ExitStatus status;
  private boolean over;

  SpawnedChild(SpawnRequest request, ChildListener listener, EventLoop loop, TreeSignaller trees) {
    this.request = request;
    this.listener = listener;
    this.loop = loop;
    this.trees = trees;
    this.input = new InputQueue(request.stdin(), request.pty());
  }

  // The spawner's part

  /** Tells that the child could not be started. */
  void fail(String reason) {
    over = true;
    input.refuse(reason);
    listener.failed(reason);
  }

  /** Takes over a process that runs and its descriptors, tells the listener, and has it watched. */
  void register(
      long pid, int pidfd, int outFd, int errFd, int inFd, Libc libc, Epoll.Change change) {
    this.pidfd = pidfd;
    var out = new OutputPipe(OutputStreamId.STDOUT, outFd, OUTPUT);
    var err = new OutputPipe(OutputStreamId.STDERR, errFd, ERROR);
    output = out;
    error = err;
    input.open(inFd);
    process.run(pid, request.guarded());
    key = loop.slots().enter(this);
    String problem = null;
    try {
      listener.started(pid);
    } catch (Throwable t) {
      problem = EventLoop.message(t);
    }
    // The end last: its event may come at once, and finds all that precedes done.
    out.watched = true;
    err.watched = true;
    long data = key << ROLE_BITS;
    int result = change.add(outFd, Epoll.IN, data | OUTPUT);
    if (result >= 0) {
      result = change.add(errFd, Epoll.IN, data | ERROR);
    }
    if (result >= 0) {
      result = change.add(pidfd, Epoll.IN, data | EXIT);
    }
    if (result < 0) {
      problem = "cannot be watched: " + libc.describe(-result);
      status = process.destroy(libc);
    }
    if (problem != null) {
      fault = problem;
    }
    registered = true;
    if (requested || problem != null) {
      loop.request(this);
    }
  }

  // Any thread's part

  @Override
  public boolean signal(int signal) {
    return process.signal(signal);
  }

  @Override
  public boolean signalTree(int signal) {
    if (!process.isReachable()) {
      return false;
    }
    trees.signal(process, signal);
    return true;
  }

  @Override
  public CompletableFuture<@Nullable Void> write(byte[] bytes) {
    var taken = input.offer(bytes);
    if (!taken.isDone()) {
      ask();
    }
    return taken;
  }

  @Override
  public void closeStdin() {
    input.close();
    ask();
  }

  @Override
  public void hangUp() {
    hangUp = true;
    ask();
  }

  @Override
  public void pauseReading() {
    paused = true;
  }

  @Override
  public void resumeReading() {
    paused = false;
    ask();
  }

  private void ask() {
    requested = true;
    if (registered) {
      loop.request(this);
    }
  }

  // The loop's part

  boolean isOver() {
    return over;
  }

  /** Handles what happened to one of the descriptors, or a request, or the passing of time. */
  void handle(int role, int events) {
    if (over) {
      return;
    }
    OutputPipe out = output;
    OutputPipe err = error;
    if (out == null || err == null) {
      return;
    }
    switch (role) {
      case OUTPUT -> readable(out, events);
      case ERROR -> readable(err, events);
      case INPUT -> input.flush(loop, key);
      case EXIT -> exited(out, err);
      case TICK -> {
        overdue(out);
        overdue(err);
      }
      default -> serve(out, err);
    }
    if (status != null && out.ended && err.ended) {
      finish(status);
    }
  }

  private void serve(OutputPipe out, OutputPipe err) {
    if (!registered) {
      return;
    }
    requested = false;
    if (fault != null) {
      String reason = fault;
      fault = null;
      signalTree(SIGKILL);
      endStream(out, reason);
      endStream(err, reason);
      input.end(loop, reason);
      return;
    }
    if (hangUp) {
      input.end(loop, "hung up");
      if (request.pty()) {
        endStream(out, null);
      }
    }
    if (!paused) {
      rewatch(out);
      rewatch(err);
    }
    input.flush(loop, key);
  }

  private void rewatch(OutputPipe pipe) {
    if (!pipe.ended && !pipe.watched) {
      pipe.watched = true;
      pipe.lastRead = System.nanoTime();
      int result = loop.watch(pipe.fd, Epoll.IN, key, pipe.role);
      if (result < 0) {
        pipe.watched = false;
        endStream(pipe, "cannot be watched: " + loop.describe(-result));
      }
    }
  }

  private void readable(OutputPipe pipe, int events) {
    if (pipe.ended) {
      return;
    }
    if (paused) {
      // A descriptor that is watched for nothing would still report its end, again and again.
      pipe.watched = false;
      loop.unwatch(pipe.fd);
      if (!paused) {
        rewatch(pipe);
      }
      return;
    }
    if ((events & (Epoll.IN | Epoll.HUP)) == Epoll.HUP && !request.pty()) {
      endStream(pipe, null);
      return;
    }
    read(pipe);
  }

  private int read(OutputPipe pipe) {
    int count = loop.read(pipe.fd);
    if (count > 0) {
      if (status != null) {
        pipe.lastRead = System.nanoTime();
        owe(pipe, pipe.owed - count);
      }
      listener.output(pipe.id, loop.taken(count));
    } else if (count == 0 || (count == -Errno.EIO && request.pty())) {
      endStream(pipe, null);
    } else if (count == -Errno.EAGAIN) {
      owe(pipe, 0);
    } else if (count != -Errno.EINTR) {
      endStream(pipe, loop.describe(-count));
    }
    return count;
  }

  private void endStream(OutputPipe pipe, @Nullable String reason) {
    if (pipe.ended) {
      return;
    }
    pipe.ended = true;
    if (pipe.watched) {
      pipe.watched = false;
      loop.unwatch(pipe.fd);
    }
    loop.close(pipe.fd);
    listener.streamEnded(pipe.id, reason);
  }

  private void exited(OutputPipe out, OutputPipe err) {
    if (status != null) {
      return;
    }
    status = process.reap(loop.libc(), pidfd);
    if (status == null) {
      return;
    }
    forgetProcess();
    owe(out);
    owe(err);
    if (!out.ended || !err.ended) {
      loop.drain(this);
    }
  }

  /** Closes the pidfd: it would report the end again and again. */
  private void forgetProcess() {
    if (pidfd >= 0) {
      loop.unwatch(pidfd);
      loop.close(pidfd);
      pidfd = -1;
    }
  }

  /** Notes what the child, now gone, may have left in a pipe. */
  private void owe(OutputPipe pipe) {
    if (pipe.ended) {
      return;
    }
    pipe.owed = 1;
    owe(pipe, request.pty() ? PTY_BUFFER : loop.libc().available(pipe.fd));
  }

  private void owe(OutputPipe pipe, int bytes) {
    if (status != null && pipe.owed > 0 && bytes <= 0) {
      pipe.drainSince = System.nanoTime();
      pipe.lastRead = pipe.drainSince;
    }
    pipe.owed = Math.max(bytes, 0);
  }

  /** Gives up a stream that another process holds open for too long after the end of the child. */
  private void overdue(OutputPipe pipe) {
    if (pipe.ended || paused || !pipe.watched) {
      return;
    }
    if (request.pty() && pipe.owed > 0) {
      // only a look tells that nothing is left: a terminal that others hold is not always hung up
      read(pipe);
    }
    if (pipe.ended || pipe.owed > 0) {
      return;
    }
    long now = System.nanoTime();
    if (now - pipe.lastRead >= IDLE_LIMIT || now - pipe.drainSince >= DRAIN_LIMIT) {
      read(pipe);
      endStream(pipe, "another process still holds it open");
    }
  }

  private void finish(ExitStatus result) {
    over = true;
    loop.slots().leave(key);
    forgetProcess();
    input.end(loop, "the process has ended");
    listener.ended(result);
  }

  /** Ends the child because its listener, or the engine, threw. */
  void breakDown(Throwable t) {
    if (over) {
      throw new IllegalStateException("the listener of an ended child threw", t);
    }
    fault = EventLoop.message(t);
    requested = true;
    handle(REQUEST, 0);
  }
}
