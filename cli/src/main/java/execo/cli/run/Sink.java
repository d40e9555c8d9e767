package execo.cli.run;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * One of the command's own outputs. What one call writes stays together. Once nobody reads it any
 * more, it takes everything and keeps nothing. Thread-safe.
 */
final class Sink {
  private final OutputStream stream;
  private final CompletableFuture<Sink> broken = new CompletableFuture<>();

  Sink(OutputStream stream) {
    this.stream = stream;
  }

  /** Standard output, unbuffered. */
  static Sink stdout() {
    return new Sink(new FileOutputStream(FileDescriptor.out));
  }

  /** Standard error, unbuffered. */
  static Sink stderr() {
    return new Sink(new FileOutputStream(FileDescriptor.err));
  }

  synchronized void write(byte[] bytes) {
    if (broken.isDone()) {
      return;
    }
    try {
      stream.write(bytes);
      stream.flush();
    } catch (IOException e) {
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
