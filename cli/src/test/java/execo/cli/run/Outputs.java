package execo.cli.run;

import execo.process.LocalProcess;
import execo.process.OutputChunk;
import execo.process.StdStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A sink whose text can be looked at, and pieces of output for it. */
final class Outputs {
  private static final LocalProcess PROCESS = new LocalProcess("true");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Sink sink = new Sink(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  Sink sink() {
    return sink;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  static OutputChunk piece(String text) {
    return piece(text.getBytes(StandardCharsets.UTF_8));
  }

  static OutputChunk piece(byte[] bytes) {
    return new OutputChunk(PROCESS, StdStream.OUT, bytes, "", false, null);
  }

  static OutputChunk end() {
    return new OutputChunk(PROCESS, StdStream.OUT, new byte[0], "", true, null);
  }
}
