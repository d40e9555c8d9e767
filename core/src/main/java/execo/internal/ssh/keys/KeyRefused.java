package execo.internal.ssh.keys;

import java.io.IOException;

/** A key that was offered does not sign; others may. */
final class KeyRefused extends IOException {
  private static final long serialVersionUID = 1;

  KeyRefused(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
