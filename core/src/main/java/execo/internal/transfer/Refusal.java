package execo.internal.transfer;

import execo.internal.transfer.sftp.Reply;
import execo.internal.transfer.sftp.Request;
import execo.internal.transfer.sftp.SftpException;
import java.io.IOException;
import java.nio.BufferUnderflowException;

/**
 * Finds the reason for a failure of which the server does not say more: the protocol has no word
 * for a full disk.
 */
final class Refusal {
  private static final String STATVFS = "statvfs@openssh.com";
  private static final int BLOCKS_AVAILABLE_AT = 4 * Long.BYTES;
  private static final int FILES_AVAILABLE_AT = 7 * Long.BYTES;

  private Refusal() {}

  /** Tells the user why a file could not be written; a full disk ends the copy. */
  static void explain(Copying copying, String target, SftpException failure) throws IOException {
    var client = copying.client();
    if (!client.limits().has(STATVFS)) {
      copying.complain(target, failure.getMessage());
      return;
    }
    var parent = RemotePaths.parent(target);
    client.send(
        Request.extended(STATVFS, parent.isEmpty() ? "." : parent),
        reply -> {
          if (isFull(reply)) {
            copying.stop(target, "No space left on device");
          } else {
            copying.complain(target, failure.getMessage());
          }
        });
  }

  private static boolean isFull(Reply reply) {
    try {
      var numbers = reply.extension();
      return numbers.getLong(BLOCKS_AVAILABLE_AT) == 0 || numbers.getLong(FILES_AVAILABLE_AT) == 0;
    } catch (SftpException | IndexOutOfBoundsException | BufferUnderflowException e) {
      return false;
    }
  }
}
