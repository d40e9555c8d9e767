package execo.process;

import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Makes the command of a {@link SerialLine} a connection: it is open when the port is; before that,
 * its end is a failure to open, and after that a line that was lost, unless a signal ended it.
 */
final class SerialListener implements ChildListener {
  private static final String MARK = SerialLine.OPEN + "\n";

  private final SerialLine line;
  private final ChildListener listener;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private boolean open;

  SerialListener(SerialLine line, ChildListener listener) {
    this.line = line;
    this.listener = listener;
  }

  @Override
  public void started(long pid) {
    listener.started(pid);
  }

  @Override
  public void output(OutputStreamId stream, byte[] bytes) {
    if (stream == OutputStreamId.STDOUT) {
      listener.output(stream, bytes);
      return;
    }
    said.writeBytes(bytes);
    if (open) {
      listener.output(stream, bytes);
    } else {
      lookForMark();
    }
  }

  private void lookForMark() {
    var text = said.toString(StandardCharsets.ISO_8859_1);
    var at = text.indexOf(MARK);
    if (at < 0) {
      return;
    }
    open = true;
    said.reset();
    listener.opened();
    var rest = text.substring(0, at) + text.substring(at + MARK.length());
    if (!rest.isEmpty()) {
      listener.output(OutputStreamId.STDERR, rest.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Override
  public void streamEnded(OutputStreamId stream, @Nullable String error) {
    listener.streamEnded(stream, error);
  }

  @Override
  public void ended(ExitStatus status) {
    if (status.signal() != 0) {
      listener.ended(status);
      return;
    }
    listener.failed(
        line.text() + (open ? " was lost: " : " cannot be opened: ") + lastLine(status));
  }

  private String lastLine(ExitStatus status) {
    return said.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(text -> !text.isBlank())
        .reduce((first, second) -> second)
        .orElse("exit code " + status.code());
  }

  @Override
  public void failed(String reason) {
    listener.failed(reason);
  }
}
