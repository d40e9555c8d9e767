package execo.internal.ssh.openssh;

import execo.spi.Child;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with an ssh that forwards a port and runs nothing on the host: its {@code
 * LocalCommand}, which it runs once it listens, writes a mark to stderr. It ends only by a signal;
 * whatever else ends it is a failure.
 */
final class Forwarding implements Conversation {
  private final MarkFilter marks;
  private volatile boolean open;
  private volatile int lastSignal;

  Forwarding(String tag) {
    marks = new MarkFilter(tag, message -> open = true);
  }

  @Override
  public void output(OutputStreamId stream, byte[] bytes, Consumer<byte[]> pass) {
    if (stream == OutputStreamId.STDERR) {
      marks.accept(bytes, pass);
    } else {
      pass.accept(bytes);
    }
  }

  @Override
  public void end(OutputStreamId stream, Consumer<byte[]> pass) {
    if (stream == OutputStreamId.STDERR) {
      marks.end(pass);
    }
  }

  @Override
  public boolean open() {
    return open;
  }

  @Override
  public boolean over() {
    return false;
  }

  @Override
  public @Nullable ExitStatus status(ExitStatus child) {
    return lastSignal == 0 ? null : ExitStatus.signalled(lastSignal);
  }

  @Override
  public boolean signal(Child child, int signal) {
    lastSignal = signal;
    return child.signalTree(signal);
  }
}
