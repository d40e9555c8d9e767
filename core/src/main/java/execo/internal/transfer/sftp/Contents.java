package execo.internal.transfer.sftp;

import java.io.IOException;

/** Where the bytes of a file are read from. */
@FunctionalInterface
public interface Contents {

  /**
   * Reads on.
   *
   * @return how many bytes were read, or −1 at the end
   */
  int read(byte[] into, int offset, int length) throws IOException;
}
