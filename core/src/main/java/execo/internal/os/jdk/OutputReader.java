package execo.internal.os.jdk;

import execo.spi.OutputStreamId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads one output stream of a child to its end, on a virtual thread of its own. */
final class OutputReader implements Runnable {
  private static final int BUFFER = 64 * 1024;
  // Generous: on a busy machine a reader may wait for its turn, and what it has not read would be
  // lost.
  private static final long IDLE_LIMIT = 2_000_000_000L;
  private static final long DRAIN_LIMIT = 4_000_000_000L;

  /** The most that a pipe holds on the usual systems: what is read beyond came later. */
  private static final long PIPE_LIMIT = 1024 * 1024;

  private final JdkChild child;
  private final OutputStreamId id;
  private final InputStream in;
  private volatile long lastRead;
  private final AtomicLong total = new AtomicLong();
  private long totalAtExit;
  private long exit;

  OutputReader(JdkChild child, OutputStreamId id, InputStream in) {
    this.child = child;
    this.id = id;
    this.in = in;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[BUFFER];
    String error = null;
    try {
      for (; ; ) {
        child.awaitReading();
        lastRead = System.nanoTime();
        int count = in.read(buffer);
        if (count < 0) {
          break;
        }
        lastRead = System.nanoTime();
        total.addAndGet(count);
        child.output(id, Arrays.copyOf(buffer, count));
      }
    } catch (IOException e) {
      error = child.hasExited() ? null : String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      error = "the reading was interrupted";
    }
    end(error);
  }

  void end(@Nullable String error) {
    child.streamEnded(id, error);
  }

  /** The child has ended: from now on the wait for the end of the stream is bounded. */
  void exited() {
    exit = System.nanoTime();
    lastRead = exit;
    totalAtExit = total.get();
  }

  /** Whether the stream is held open by another process for too long. */
  boolean overdue() {
    long now = System.nanoTime();
    return now - lastRead >= IDLE_LIMIT
        || (now - exit >= DRAIN_LIMIT && total.get() - totalAtExit > PIPE_LIMIT);
  }
}
