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
  private boolean incomplete;

  PutListener(List<String> sources, ChildListener listener) {
    this.sources = sources;
    this.listener = listener;
  }

  List<String> sources() {
    return sources;
  }

  /** Not all of the sources could be read. */
  void sourceFailed(String complaint) {
    incomplete = true;
    listener.output(OutputStreamId.STDERR, complaint.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void started(long pid) {
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
    listener.streamEnded(stream, error);
  }

  @Override
  public void ended(ExitStatus status) {
    listener.ended(incomplete && status.code() == 0 ? ExitStatus.exited(1) : status);
  }

  @Override
  public void failed(String reason) {
    listener.failed(reason);
  }
}
