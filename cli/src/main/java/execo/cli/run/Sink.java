package execo.cli.run;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One of the command's own outputs. What one call writes stays together. Once nobody reads it any
 * more, it takes everything and keeps nothing. Thread-safe.
 */
final class Sink {
  private final Supplier<PrintStream> stream;
  private final CompletableFuture<Sink> broken = new CompletableFuture<>();

  Sink(PrintStream stream) {
    this(() -> stream);
  }

  private Sink(Supplier<PrintStream> stream) {
    this.stream = stream;
  }

  /** Standard output. */
  static Sink stdout() {
    return new Sink(() -> System.out);
  }

  /** Standard error. */
  static Sink stderr() {
    return new Sink(() -> System.err);
  }

  synchronized void write(byte[] bytes) {
    if (broken.isDone()) {
      return;
    }
    var now = stream.get();
    now.write(bytes, 0, bytes.length);
    if (now.checkError()) {
      broken.complete(this);
    }
  }

  void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  void line(String text) {
    write(text + "\n");
  }

  /** Completes when it cannot be written to any more. */
  CompletableFuture<Sink> broken() {
    return broken;
  }
}
