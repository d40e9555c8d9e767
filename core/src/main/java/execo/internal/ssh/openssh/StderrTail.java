package execo.internal.ssh.openssh;

import execo.spi.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an ssh said on stderr: all of it while it opens the connection, then the last of it. Not
 * thread-safe.
 */
final class StderrTail {
  private static final int LAST = 4096;

  /** What ssh says before it opens a connection of its own because a shared one is full. */
  private static final String NO_SESSION = "mux_client_request_session: session request failed";

  /** What ssh says last when its connection through a jump host has not come about. */
  private static final String NO_WAY = "Connection closed by UNKNOWN port 65535";

  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private boolean opening = true;

  void add(byte[] bytes) {
    text.writeBytes(bytes);
    if (!opening && text.size() > 2 * LAST) {
      var all = text.toByteArray();
      text.reset();
      text.write(all, all.length - LAST, LAST);
    }
  }

  boolean opening() {
    return opening;
  }

  /**
   * What was said while the connection was being opened; from now on only the end of what follows
   * is kept.
   */
  byte[] takeOpening() {
    opening = false;
    var all = text.toByteArray();
    text.reset();
    return text(all).contains(NO_SESSION)
        ? Pattern.compile("^" + NO_SESSION + ".*\\R?", Pattern.MULTILINE)
            .matcher(text(all))
            .replaceAll("")
            .getBytes(StandardCharsets.ISO_8859_1)
        : all;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  String text() {
    return text.toString(StandardCharsets.UTF_8);
  }

  /** Why there is no exit status of a command, as a sentence. */
  String reason(boolean wasOpen, ExitStatus status) {
    var lines = lastLines();
    var what = wasOpen ? "connection lost" : "connection failed";
    if (!lines.isEmpty()) {
      return what + ": " + lines;
    }
    // at its log level ERROR, ssh has no word for a host that is not heard of in time
    return what
        + ": ssh ended with exit code "
        + status.code()
        + " and said nothing, as it does when a host is silent or hangs up";
  }

  private String lastLines() {
    List<String> lines =
        Arrays.stream(text().split("\\R"))
            .map(line -> line.strip().replaceFirst("^ssh: ", ""))
            .filter(
                line -> !line.isEmpty() && !line.startsWith(NO_SESSION) && !line.startsWith(NO_WAY))
            .toList();
    return String.join("; ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }
}
