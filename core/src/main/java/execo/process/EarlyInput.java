package execo.process;

import execo.spi.Child;
import java.util.ArrayList;
import java.util.List;

/** What was written to a process that waits for its start. Not thread-safe. */
final class EarlyInput {
  private final List<byte[]> pieces = new ArrayList<>();
  private boolean closed;

  void write(byte[] bytes) {
    pieces.add(bytes);
  }

  void close() {
    closed = true;
  }

  /** Hands it on without waiting until it is read. */
  void sendTo(Child child, ProcessInput input) {
    pieces.forEach(piece -> input.send(child, piece));
    if (closed) {
      child.closeStdin();
    }
  }
}
