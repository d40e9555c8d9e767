package execo.internal.ssh.openssh;

import execo.spi.Child;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with an scp: the lines by which its ssh, at level VERBOSE, says that it is
 * connected and what it transferred are taken out of stderr.
 */
final class ScpCopy implements Conversation {
  /** How scp and its ssh say that a connection which was there is gone. */
  private static final List<String> LOSSES =
      List.of(
          "scp: Connection closed",
          "Connection closed",
          "lost connection",
          "Timeout, server ",
          "client_loop: ");

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private volatile boolean authenticated;
  private volatile boolean lost;
  private volatile int lastSignal;

  @Override
  public void output(OutputStreamId stream, byte[] bytes, Consumer<byte[]> pass) {
    if (stream == OutputStreamId.STDOUT) {
      pass.accept(bytes);
      return;
    }
    for (var b : bytes) {
      line.write(b);
      if (b == '\n') {
        take(pass);
      }
    }
  }

  private void take(Consumer<byte[]> pass) {
    var text = line.toString(StandardCharsets.UTF_8);
    if (text.startsWith("Authenticated to ")) {
      authenticated = true;
    } else if (!text.startsWith("Transferred: sent ")
        && !text.startsWith("Bytes per second: sent ")
        && !text.startsWith("Warning: Permanently added ")) {
      lost |= authenticated && LOSSES.stream().anyMatch(text::startsWith);
      pass.accept(line.toByteArray());
    }
    line.reset();
  }

  @Override
  public void end(OutputStreamId stream, Consumer<byte[]> pass) {
    if (stream == OutputStreamId.STDERR && line.size() > 0) {
      take(pass);
    }
  }

  @Override
  public boolean open() {
    return authenticated;
  }

  @Override
  public boolean over() {
    return false;
  }

  @Override
  public @Nullable ExitStatus status(ExitStatus child) {
    if (lastSignal != 0 && child.code() != 0) {
      return ExitStatus.signalled(lastSignal);
    }
    // scp's exit code does not tell: 255 is also that of a local file that is missing
    var connected = authenticated && !lost;
    return connected || child.code() == 0 ? child : null;
  }

  @Override
  public boolean signal(Child child, int signal) {
    lastSignal = signal;
    return child.signalTree(signal);
  }
}
