package execo.internal.transfer.sftp;

import java.io.IOException;

/** The host does not take another channel on a connection. */
public final class ChannelRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  ChannelRefusedException(String message) {
    super(message);
  }
}
