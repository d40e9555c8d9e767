package execo.cli.run;

import execo.process.OutputChunk;
import execo.process.OutputHandler;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Prints each line of one stream of one process with its host before it, byte for byte. A line
 * comes as a whole; one of more than 4 MiB comes in parts.
 */
final class LinePrinter implements OutputHandler {
  static final int LONGEST = 4 * 1024 * 1024;

  private final byte[] prefix;
  private final Sink sink;
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();

  LinePrinter(String host, Sink sink) {
    this.prefix = (host + ": ").getBytes(StandardCharsets.UTF_8);
    this.sink = sink;
  }

  @Override
  public void accept(OutputChunk chunk) {
    byte[] bytes = chunk.bytes();
    var lines = new ByteArrayOutputStream(bytes.length + 16 * prefix.length);
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        unfinished.write(bytes, from, at - from);
        finish(lines);
        from = at + 1;
      }
    }
    unfinished.write(bytes, from, bytes.length - from);
    if (unfinished.size() > (chunk.eof() ? 0 : LONGEST)) {
      finish(lines);
    }
    if (lines.size() > 0) {
      sink.write(lines.toByteArray());
    }
  }

  private void finish(ByteArrayOutputStream lines) {
    lines.writeBytes(prefix);
    lines.writeBytes(unfinished.toByteArray());
    lines.write('\n');
    unfinished.reset();
  }
}
