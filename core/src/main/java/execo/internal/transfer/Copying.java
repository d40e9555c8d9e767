package execo.internal.transfer;

import execo.internal.transfer.sftp.SftpClient;
import java.util.function.Consumer;

/** What the parts of one copy share: the server, the words for the user, the tally. */
final class Copying {
  static final int SMALL = 32 * 1024;
  static final int MOST_AT_ONCE = 64;
  static final int MOST_LARGE_AT_ONCE = 4;

  private final SftpClient client;
  private final Tally tally;
  private final Consumer<String> stderr;
  private boolean failed;
  private boolean stopped;

  Copying(SftpClient client, Tally tally, Consumer<String> stderr) {
    this.client = client;
    this.tally = tally;
    this.stderr = stderr;
  }

  SftpClient client() {
    return client;
  }

  Tally tally() {
    return tally;
  }

  /** Says in one line what was not copied, and why. */
  void complain(String what, String why) {
    failed = true;
    if (!stopped) {
      stderr.accept(printable(what) + ": " + printable(why));
    }
  }

  /** Says why nothing more can be copied; what is under way is given up without a word. */
  void stop(String what, String why) {
    complain(what, why);
    stopped = true;
  }

  boolean failed() {
    return failed;
  }

  boolean stopped() {
    return stopped;
  }

  /** A name is data: it must not make lines of its own, nor steer a terminal. */
  private static String printable(String text) {
    return text.codePoints().anyMatch(Character::isISOControl)
        ? text.codePoints()
            .collect(
                StringBuilder::new,
                (out, c) -> out.appendCodePoint(Character.isISOControl(c) ? '?' : c),
                StringBuilder::append)
            .toString()
        : text;
  }
}
