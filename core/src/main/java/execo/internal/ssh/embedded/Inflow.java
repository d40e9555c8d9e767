package execo.internal.ssh.embedded;

import java.io.IOException;
import org.apache.sshd.common.channel.LocalWindow;

/**
 * How much the host may send on a channel: as much as has been passed on, but nothing further while
 * the reading is paused. Thread-safe.
 */
final class Inflow {
  private final LocalWindow window;
  private boolean paused;
  private long withheld;

  Inflow(LocalWindow window) {
    this.window = window;
  }

  /** So many bytes have been passed on. */
  void passed(long length) throws IOException {
    synchronized (this) {
      if (paused) {
        withheld += length;
        return;
      }
    }
    allow(length);
  }

  synchronized void pause() {
    paused = true;
  }

  void resume() throws IOException {
    long length;
    synchronized (this) {
      paused = false;
      length = withheld;
      withheld = 0;
    }
    allow(length);
  }

  private void allow(long length) throws IOException {
    if (length > 0 && window.isOpen()) {
      window.release(length);
    }
  }
}
