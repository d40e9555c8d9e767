package execo.internal.transfer.sftp;

import java.io.IOException;

/** Asked now and then while nothing can be sent, and after {@link SftpClient#wake}. */
@FunctionalInterface
public interface Interruption {

  /** Throws if the wait is to end. */
  void check() throws IOException;
}
