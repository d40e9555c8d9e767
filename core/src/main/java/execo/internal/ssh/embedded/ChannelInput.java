package execo.internal.ssh.embedded;

import execo.internal.os.Timers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is written to a command: kept until the command runs, then sent piece by piece as fast as
 * the host takes it. Thread-safe.
 */
final class ChannelInput {
  private record Piece(byte[] bytes, boolean last, CompletableFuture<@Nullable Void> sent) {}

  private static final Piece END = new Piece(new byte[0], true, new CompletableFuture<>());
  private static final String ENDED = "it has ended";
  private static final Duration ARRIVAL = Duration.ofSeconds(1);

  private final Queue<Piece> pieces = new ArrayDeque<>();
  private volatile @Nullable Writable channel;
  private boolean sending;
  private boolean closed;
  private boolean ended;
  private @Nullable String refusal;

  CompletableFuture<@Nullable Void> write(byte[] bytes) {
    var piece = new Piece(bytes, false, new CompletableFuture<>());
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
  void open(Writable opened) {
    synchronized (this) {
      channel = opened;
    }
    send();
  }

  /** In a loop, not one within the other: what is sent at once may be much. */
  private void send() {
    for (Piece next; (next = next()) != null; ) {
      var piece = next;
      try {
        var target = Objects.requireNonNull(channel);
        if (piece.last()) {
          target.endInput();
          return;
        }
        var written = target.input().writeBuffer(new ByteArrayBuffer(piece.bytes()));
        if (!written.isDone()) {
          written.addListener(done -> {
            settle(piece, done.isWritten());
            send();
          });
          return;
        }
        settle(piece, written.isWritten());
      } catch (IOException e) {
        refuse(ENDED);
      }
    }
  }

  private synchronized @Nullable Piece next() {
    if (channel == null || sending || refusal != null) {
      return null;
    }
    var piece = pieces.peek();
    if (piece == null && (!closed || ended)) {
      return null;
    }
    sending = true;
    if (piece == null) {
      ended = true;
      return END;
    }
    return piece;
  }

  private void settle(Piece piece, boolean written) {
    synchronized (this) {
      sending = false;
      pieces.remove(piece);
    }
    if (written) {
      piece.sent().complete(null);
    } else {
      piece.sent().completeExceptionally(failure(ENDED));
      refuse(ENDED);
    }
  }

  /**
   * Nothing can be written any more. What is on its way may still arrive: how that went is told a
   * moment later than the end of a command that has read it.
   */
  void refuse(String reason) {
    Queue<Piece> lost;
    synchronized (this) {
      if (refusal != null) {
        return;
      }
      refusal = reason;
      lost = new ArrayDeque<>(pieces);
      pieces.clear();
      var onItsWay = sending ? lost.poll() : null;
      if (onItsWay != null) {
        Timers.schedule(ARRIVAL, () -> onItsWay.sent().completeExceptionally(failure(reason)));
      }
    }
    lost.forEach(piece -> piece.sent().completeExceptionally(failure(reason)));
  }

  private static IOException failure(String reason) {
    return new IOException(reason);
  }
}
