package execo.tests.connector;

import execo.process.LocalProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What is at the other end of a serial port, played by the master side of a terminal: its output is
 * what was sent, and what is written to it arrives.
 */
public final class FarDevice implements AutoCloseable {
  private final LocalProcess holder;
  private final String port;

  public FarDevice() throws Exception {
    // raw at once, so that this terminal, too, leaves every byte as it is
    holder = new LocalProcess("stty raw -echo; tty >&2; exec sleep 1000").shell().pty().start();
    port = holder.expect("(/dev/\\S+)\\n", "20s").orElseThrow().group(1);
    permit("rw-rw-rw-");
  }

  /** The name of the port. */
  public String port() {
    return port;
  }

  public LocalProcess line() {
    return holder;
  }

  /** Sets who may use the port. */
  void permit(String permissions) throws Exception {
    Files.setPosixFilePermissions(Path.of(port), PosixFilePermissions.fromString(permissions));
  }

  @Override
  public void close() {
    holder.close();
  }
}
