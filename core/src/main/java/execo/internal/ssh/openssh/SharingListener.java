package execo.internal.ssh.openssh;

import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import org.jspecify.annotations.Nullable;

/** Tells a shared connection, besides the listener, what becomes of a command that may use it. */
record SharingListener(SharedConnection shared, ChildListener listener) implements ChildListener {
  @Override
  public void started(long pid) {
    listener.started(pid);
  }

  @Override
  public void opened() {
    shared.reached();
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
    shared.leave();
    listener.ended(status);
  }

  @Override
  public void failed(String reason) {
    shared.leave();
    listener.failed(reason);
  }
}
