package execo.internal.transfer;

import execo.internal.os.Timers;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import execo.spi.RemoteCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Told of an scp, and tells its own listener also how far the copy has come: by what the kernel
 * says that the program has written, to its ssh or into files here. That is the contents and one
 * part in a thousand of protocol. Where the kernel does not say it, nothing is told.
 */
public final class ScpWatch implements ChildListener {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String WRITTEN = "wchar: ";

  private final RemoteCopy copy;
  private final ChildListener listener;
  private long pid;
  private long total;
  private boolean ended;

  /** One that passes on all that it is told. */
  public ScpWatch(RemoteCopy copy, ChildListener listener) {
    this.copy = copy;
    this.listener = listener;
  }

  @Override
  public synchronized void started(long pid) {
    this.pid = pid;
    listener.started(pid);
  }

  @Override
  public synchronized void opened() {
    listener.opened();
    // the program that was started first may have been followed by another
    if (ProcessHandle.of(pid).flatMap(ProcessHandle::parent).filter(this::isThis).isPresent()) {
      if (copy.toHost()) {
        Census.of(copy.sources()).thenAccept(this::counted);
      }
      Timers.schedule(PAUSE, this::look);
    }
  }

  private boolean isThis(ProcessHandle process) {
    return process.equals(ProcessHandle.current());
  }

  private synchronized void counted(long bytes) {
    total = bytes;
  }

  private void look() {
    var written = written();
    synchronized (this) {
      if (ended || written < 0) {
        return;
      }
      if (written > 0) {
        listener.progressed(total == 0 ? written : Math.min(written, total), total);
      }
    }
    Timers.schedule(PAUSE, this::look);
  }

  /** How many bytes the program has written; negative if it is not known. */
  private long written() {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/io"))) {
      return lines
          .filter(line -> line.startsWith(WRITTEN))
          .mapToLong(line -> Long.parseLong(line.substring(WRITTEN.length())))
          .findFirst()
          .orElse(-1);
    } catch (IOException | UncheckedIOException e) {
      return -1; // it has ended, or there is no such file system
    }
  }

  @Override
  public synchronized void output(OutputStreamId stream, byte[] bytes) {
    listener.output(stream, bytes);
  }

  @Override
  public synchronized void streamEnded(OutputStreamId stream, @Nullable String error) {
    listener.streamEnded(stream, error);
  }

  @Override
  public synchronized void ended(ExitStatus status) {
    if (status.code() == 0 && total > 0) {
      listener.progressed(total, total);
    }
    ended = true;
    listener.ended(status);
  }

  @Override
  public synchronized void failed(String reason) {
    ended = true;
    listener.failed(reason);
  }
}
