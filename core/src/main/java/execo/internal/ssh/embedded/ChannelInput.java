package execo.internal.ssh.embedded;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is written to a command: kept until the command runs, then sent piece by piece as fast as
 * the host takes it. Thread-safe.
 */
final class ChannelInput {
  private record Piece(byte[] bytes, CompletableFuture<@Nullable Void> sent) {}

  private final Queue<Piece> pieces = new ArrayDeque<>();
  private @Nullable CommandChannel channel;
  private boolean sending;
  private boolean closed;
  private boolean ended;
  private @Nullable String refusal;

  CompletableFuture<@Nullable Void> write(byte[] bytes) {
    var piece = new Piece(bytes, new CompletableFuture<>());
    synchronized (this) {
      var reason = refusal != null ? refusal : closed ? "the standard input is closed" : null;
      if (reason != null) {
        return CompletableFuture.failedFuture(new IOException(reason));
      }
      pieces.add(piece);
    }
    send();
    return piece.sent();
  }

  /** Ends the input after what is queued. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    send();
  }

  /** The command runs. */
  void open(CommandChannel opened) {
    synchronized (this) {
      channel = opened;
    }
    send();
  }

  private void send() {
    CommandChannel target;
    Piece piece;
    synchronized (this) {
      if (channel == null || sending || refusal != null) {
        return;
      }
      target = channel;
      piece = pieces.peek();
      if (piece == null) {
        if (!closed || ended) {
          return;
        }
        ended = true;
      } else {
        sending = true;
      }
    }
    try {
      if (piece == null) {
        target.endInput();
        return;
      }
      var sent = piece;
      target
          .input()
          .writeBuffer(new ByteArrayBuffer(piece.bytes()))
          .addListener(written -> sent(sent, written.isWritten()));
    } catch (IOException e) {
      refuse("the connection is closed");
    }
  }

  private void sent(Piece piece, boolean written) {
    synchronized (this) {
      sending = false;
      pieces.remove(piece);
    }
    if (written) {
      piece.sent().complete(null);
      send();
    } else {
      piece.sent().completeExceptionally(new IOException("it has ended"));
      refuse("it has ended");
    }
  }

  /** Nothing can be written any more. */
  void refuse(String reason) {
    Queue<Piece> lost;
    synchronized (this) {
      if (refusal == null) {
        refusal = reason;
      }
      lost = new ArrayDeque<>(pieces);
      pieces.clear();
    }
    lost.forEach(piece -> piece.sent().completeExceptionally(new IOException(reason)));
  }
}
