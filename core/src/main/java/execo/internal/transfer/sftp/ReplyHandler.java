package execo.internal.transfer.sftp;

import java.io.IOException;

/** What is to be done with the reply to a request. */
@FunctionalInterface
public interface ReplyHandler {

  /** Takes the reply, on the thread that calls {@link SftpClient}. */
  void handle(Reply reply) throws IOException;
}
