package execo.process;

import java.io.OutputStream;
import java.util.Arrays;

/** The standard input of a process as a stream; what cannot be written sets its write error. */
final class Stdin extends OutputStream {
  private final ManagedProcess process;

  Stdin(ManagedProcess process) {
    this.process = process;
  }

  @Override
  public void write(int b) {
    process.write(new byte[] {(byte) b});
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    process.write(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  @Override
  public void close() {
    process.closeStdin();
  }
}
