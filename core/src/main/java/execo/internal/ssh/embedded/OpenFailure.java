package execo.internal.ssh.embedded;

import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/** The message by which a host refuses a channel: RFC 4254, section 5.1. */
final class OpenFailure {
  private OpenFailure() {}

  /** Why, in one line; the buffer stays as it is. */
  static String peek(Buffer buffer) {
    var position = buffer.rpos();
    var code = buffer.getInt();
    var description = buffer.getString();
    buffer.rpos(position);
    return description.isBlank()
        ? SshConstants.getOpenErrorCodeName(code)
        : Reasons.line(description);
  }
}
