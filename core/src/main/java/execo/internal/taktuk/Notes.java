package execo.internal.taktuk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** The last lines that a connection said about itself. Not thread-safe. */
final class Notes {
  private static final int MOST_LINES = 20;
  private static final int TOLD_LINES = 3;

  private final Deque<String> lines = new ArrayDeque<>();

  void add(byte[] line) {
    var text = new String(line, StandardCharsets.UTF_8).strip();
    // what TakTuk says of a connection that did not come about in its -t seconds
    text = text.equals("timeouted") ? "timed out" : text.replaceFirst("^ssh: ", "");
    if (text.isEmpty()) {
      return;
    }
    lines.add(text);
    if (lines.size() > MOST_LINES) {
      lines.remove();
    }
  }

  void clear() {
    lines.clear();
  }

  String text() {
    return String.join("\n", lines);
  }

  /** A sentence that ends with the last lines. */
  String reason(String what) {
    var told =
        lines.stream()
            .skip(Math.max(0, lines.size() - TOLD_LINES))
            .collect(Collectors.joining("; "));
    return told.isEmpty() ? what : what + ": " + told;
  }
}
