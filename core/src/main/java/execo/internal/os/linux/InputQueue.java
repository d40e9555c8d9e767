package execo.internal.os.linux;

import execo.internal.os.Errno;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be written to a child's standard input. Bytes are offered by any thread and
 * taken by the loop.
 */
final class InputQueue {
  private static final byte VEOF = 4;

  /** The most writes of one turn of the loop, however fast the child takes them. */
  private static final int TURN = 4;

  private static final class Piece {
    final byte[] bytes;
    final @Nullable CompletableFuture<@Nullable Void> taken;

    Piece(byte[] bytes, @Nullable CompletableFuture<@Nullable Void> taken) {
      this.bytes = bytes;
      this.taken = taken;
    }
  }

  private final boolean pty;
  private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
  private @Nullable String refusal;
  private boolean closing;
  private boolean lineOpen;

  // The loop's own.
  private int fd = -1;
  private int offset;
  private boolean watched;

  InputQueue(boolean wanted, boolean pty) {
    this.pty = pty;
    this.refusal = wanted || pty ? null : "the process was started without standard input";
  }

  /** Gives the queue the descriptor that it feeds. */
  void open(int descriptor) {
    fd = descriptor;
  }

  synchronized CompletableFuture<@Nullable Void> offer(byte[] bytes) {
    if (refusal != null) {
      return CompletableFuture.failedFuture(new IOException(refusal));
    }
    var taken = new CompletableFuture<@Nullable Void>();
    pieces.add(new Piece(bytes, taken));
    if (bytes.length > 0) {
      lineOpen = bytes[bytes.length - 1] != '\n';
    }
    return taken;
  }

  /** Ends the input after what is queued. */
  synchronized void close() {
    if (refusal != null) {
      return;
    }
    if (pty) {
      // End-of-file within a line only hands over what is there of it; the second one ends.
      pieces.add(new Piece(lineOpen ? new byte[] {VEOF, VEOF} : new byte[] {VEOF}, null));
      lineOpen = false;
    } else {
      closing = true;
      refusal = "the standard input is closed";
    }
  }

  /** Writes what the pipe takes now, and watches it if more remains. On the loop. */
  void flush(EventLoop loop, long key) {
    if (fd < 0) {
      return;
    }
    int turn = 0;
    Piece piece;
    while ((piece = first()) != null) {
      if (turn++ == TURN) {
        watch(loop, key);
        return;
      }
      int count = Math.min(piece.bytes.length - offset, EventLoop.BUFFER);
      int written = count == 0 ? 0 : loop.write(fd, piece.bytes, offset, count);
      if (written == -Errno.EAGAIN) {
        watch(loop, key);
        return;
      }
      if (written == -Errno.EINTR) {
        continue;
      }
      if (written < 0) {
        end(loop, "the standard input is broken: " + loop.describe(-written));
        return;
      }
      offset += written;
      if (offset == piece.bytes.length) {
        offset = 0;
        removeFirst();
        if (piece.taken != null) {
          piece.taken.complete(null);
        }
      }
    }
    unwatch(loop);
    if (isClosing()) {
      end(loop, "the standard input is closed");
    }
  }

  private synchronized @Nullable Piece first() {
    return pieces.peek();
  }

  private synchronized void removeFirst() {
    pieces.remove();
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  private void watch(EventLoop loop, long key) {
    if (!watched) {
      watched = true;
      int error = loop.watch(fd, Epoll.OUT, key, SpawnedChild.INPUT);
      if (error < 0) {
        watched = false;
        end(loop, "the standard input cannot be watched: " + loop.describe(-error));
      }
    }
  }

  private void unwatch(EventLoop loop) {
    if (watched) {
      watched = false;
      loop.unwatch(fd);
    }
  }

  /** Closes the input now; what is queued or offered later fails for this reason. On the loop. */
  void end(EventLoop loop, String reason) {
    if (fd >= 0) {
      unwatch(loop);
      loop.close(fd);
      fd = -1;
    }
    refuse(reason);
  }

  /** Fails what is queued or offered later, for this reason. */
  void refuse(String reason) {
    List<Piece> lost;
    synchronized (this) {
      refusal = reason;
      lost = new ArrayList<>(pieces);
      pieces.clear();
    }
    for (Piece piece : lost) {
      if (piece.taken != null) {
        piece.taken.completeExceptionally(new IOException(reason));
      }
    }
  }
}
