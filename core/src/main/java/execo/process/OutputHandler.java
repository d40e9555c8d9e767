package execo.process;

import java.io.OutputStream;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Told what a process writes to a stream, piece by piece.
 *
 * <p>For one process the calls come one at a time and in order, on virtual threads: a handler may
 * block. A slow one stops the reading of that process only. One handler may serve many processes;
 * then calls for different processes overlap. What it throws is logged, and harms nothing else.
 */
@FunctionalInterface
public interface OutputHandler {

  /**
   * Takes the next piece.
   *
   * @throws Exception anything; it is logged once for this process
   */
  void accept(OutputChunk chunk) throws Exception;

  /** Told at the start of a process, before anything can come. */
  default void begin(ManagedProcess process, StdStream stream) throws Exception {}

  /**
   * A handler told of whole lines, without their line ends; a last line without one comes at the
   * end of the stream. It may serve many processes.
   */
  static OutputHandler lines(BiConsumer<ManagedProcess, String> lines) {
    return new LineHandler(lines);
  }

  /** A handler that writes the bytes to a stream, flushes after each piece and never closes it. */
  static OutputHandler to(OutputStream stream) {
    return new StreamHandler(stream);
  }

  /** A handler that writes the bytes to a channel and never closes it. */
  static OutputHandler to(WritableByteChannel channel) {
    return new StreamHandler(Channels.newOutputStream(channel));
  }

  /** A handler that writes the text to a writer, flushes after each piece and never closes it. */
  static OutputHandler to(Writer writer) {
    return chunk -> {
      synchronized (writer) {
        writer.write(chunk.text());
        writer.flush();
      }
    };
  }

  /**
   * A handler that writes the bytes to a file: made empty when the process starts, there afterwards
   * even if nothing came, closed at the end of the stream. For one stream of one process.
   */
  static OutputHandler toFile(Path file) {
    return new FileHandler(file);
  }

  /**
   * A handler that looks for regexes and tells of each match, as it arrives; the expectation's
   * stream, timeout and settling do not count. It may serve many processes.
   */
  static OutputHandler expect(Expectation expectation, Consumer<ExpectMatch> found) {
    return new ExpectHandler(expectation, found);
  }
}
