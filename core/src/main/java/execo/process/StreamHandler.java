package execo.process;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the pieces of any number of processes to one stream. */
final class StreamHandler implements OutputHandler {
  private final OutputStream stream;

  StreamHandler(OutputStream stream) {
    this.stream = stream;
  }

  @Override
  public void accept(OutputChunk chunk) throws IOException {
    synchronized (stream) {
      stream.write(chunk.bytes());
      stream.flush();
    }
  }
}
