package execo.spi;

import org.jspecify.annotations.Nullable;

/** Passes all that it is told on to another listener; a subclass adds to that. */
public abstract class ForwardingChildListener implements ChildListener {
  private final ChildListener listener;

  /** One that passes on to this listener. */
  protected ForwardingChildListener(ChildListener listener) {
    this.listener = listener;
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
  public void progressed(long done, long total) {
    listener.progressed(done, total);
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
    listener.ended(status);
  }

  @Override
  public void failed(String reason) {
    listener.failed(reason);
  }
}
