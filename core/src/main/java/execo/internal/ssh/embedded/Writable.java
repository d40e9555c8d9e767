package execo.internal.ssh.embedded;

import java.io.IOException;
import org.apache.sshd.common.io.IoOutputStream;

/** The side of a channel that is written to. */
interface Writable {
  /** Where it is written to, once it is open; one write at a time. */
  IoOutputStream input();

  /** Says that nothing more is written. */
  void endInput() throws IOException;
}
