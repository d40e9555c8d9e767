package execo.internal.taktuk;

import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Told of the receiving end of a copy to a host, and of what is wrong at this end. */
final class PutListener implements ChildListener {
  private final List<String> sources;
  private final ChildListener listener;
  private boolean told;
  private boolean incomplete;
  private boolean sourceOver;
  private boolean over;
  private @Nullable ExitStatus received;

  PutListener(List<String> sources, ChildListener listener) {
    this.sources = sources;
    this.listener = listener;
  }

  List<String> sources() {
    return sources;
  }

  /** Whether nothing that becomes of the sources matters any more. */
  boolean isOver() {
    return over;
  }

  /**
   * The sources have been read.
   *
   * @param complaint what is wrong with them, or null
   */
  void sourceOver(@Nullable String complaint) {
    if (over) {
      return;
    }
    sourceOver = true;
    if (complaint != null) {
      incomplete = true;
      listener.output(OutputStreamId.STDERR, complaint.getBytes(StandardCharsets.UTF_8));
    }
    if (received != null) {
      end(received);
    }
  }

  /** So many bytes of contents have arrived, of so many as far as is known. */
  void copied(long done, long total) {
    if (!over) {
      listener.progressed(done, Math.max(done, total));
    }
  }

  @Override
  public void started(long pid) {
    told = true;
    listener.started(pid);
  }

  @Override
  public void opened() {
    listener.opened();
  }

  @Override
  public void output(OutputStreamId stream, byte[] bytes) {
    listener.output(stream, bytes);
  }

  @Override
  public void streamEnded(OutputStreamId stream, @Nullable String error) {
    // there may still be something to be said about the sources
  }

  @Override
  public void ended(ExitStatus status) {
    received = status;
    // the receiving end may have all it needs before this end knows whether that is all
    if (sourceOver || status.code() != 0) {
      end(status);
    }
  }

  private void end(ExitStatus status) {
    endStreams();
    listener.ended(incomplete && status.code() == 0 ? ExitStatus.exited(1) : status);
  }

  @Override
  public void failed(String reason) {
    endStreams();
    listener.failed(reason);
  }

  private void endStreams() {
    over = true;
    if (told) {
      listener.streamEnded(OutputStreamId.STDOUT, null);
      listener.streamEnded(OutputStreamId.STDERR, null);
    }
  }
}
