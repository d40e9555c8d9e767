package execo.internal.ssh.openssh;

import execo.spi.Child;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The standard input of a command on a host: kept until its connection is open, so that a try that
 * fails takes nothing of it away. Thread-safe.
 */
final class HeldInput {
  private record Piece(byte[] bytes, CompletableFuture<@Nullable Void> taken) {}

  private final List<Piece> held = new ArrayList<>();
  private boolean closed;
  private @Nullable Child target;
  private @Nullable String refusal;

  /** Writes, or keeps to write later. */
  synchronized CompletableFuture<@Nullable Void> write(byte[] bytes) {
    if (refusal != null) {
      return CompletableFuture.failedFuture(new IOException(refusal));
    }
    if (target != null) {
      return target.write(bytes);
    }
    if (closed) {
      return CompletableFuture.failedFuture(new IOException("the standard input is closed"));
    }
    var piece = new Piece(bytes, new CompletableFuture<>());
    held.add(piece);
    return piece.taken();
  }

  synchronized void close() {
    closed = true;
    if (target != null) {
      target.closeStdin();
    }
  }

  /** Gives what was kept, and all that follows, to a child. */
  synchronized void open(Child child) {
    if (target != null || refusal != null) {
      return;
    }
    target = child;
    for (var piece : held) {
      child
          .write(piece.bytes())
          .whenComplete((done, problem) -> {
            if (problem == null) {
              piece.taken().complete(null);
            } else {
              piece.taken().completeExceptionally(problem);
            }
          });
    }
    held.clear();
    if (closed) {
      child.closeStdin();
    }
  }

  /** Nothing can be written any more. */
  void refuse(String reason) {
    List<Piece> lost;
    synchronized (this) {
      refusal = reason;
      lost = List.copyOf(held);
      held.clear();
    }
    lost.forEach(piece -> piece.taken().completeExceptionally(new IOException(reason)));
  }
}
