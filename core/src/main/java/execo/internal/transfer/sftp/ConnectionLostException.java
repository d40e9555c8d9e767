package execo.internal.transfer.sftp;

import java.io.IOException;

/** The connection to a server, or the server, is gone. */
public final class ConnectionLostException extends IOException {
  private static final long serialVersionUID = 1L;

  ConnectionLostException(String message) {
    super(message);
  }
}
