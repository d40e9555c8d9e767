package execo.internal.os.jdk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Writes what is queued to the standard input of a child, on a virtual thread of its own. */
final class InputWriter implements Runnable {
  private static final class Piece {
    final byte[] bytes;
    final CompletableFuture<@Nullable Void> taken = new CompletableFuture<>();

    Piece(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  private static final Piece END = new Piece(new byte[0]);

  private final LinkedBlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private @Nullable String refusal;
  private @Nullable Piece current;
  private @Nullable OutputStream out;

  InputWriter(boolean wanted) {
    refusal = wanted ? null : "the process was started without standard input";
  }

  synchronized CompletableFuture<@Nullable Void> offer(byte[] bytes) {
    if (refusal != null) {
      return CompletableFuture.failedFuture(new IOException(refusal));
    }
    Piece piece = new Piece(bytes);
    pieces.add(piece);
    return piece.taken;
  }

  /** Ends the input after what is queued. */
  synchronized void close() {
    if (refusal == null) {
      refusal = "the standard input is closed";
      pieces.add(END);
    }
  }

  /** Gives the writer its stream, before it runs. */
  synchronized void open(OutputStream stream) {
    out = stream;
  }

  @Override
  public void run() {
    OutputStream stream = out;
    if (stream == null) {
      return;
    }
    try (stream) {
      for (Piece piece = next(); piece != END; piece = next()) {
        stream.write(piece.bytes);
        stream.flush();
        piece.taken.complete(null);
      }
    } catch (IOException e) {
      end("the standard input is broken: " + e.getMessage());
    } catch (InterruptedException e) {
      end("the writing was interrupted");
    }
  }

  private Piece next() throws InterruptedException {
    Piece piece = pieces.take();
    synchronized (this) {
      current = piece;
    }
    return piece;
  }

  /** Closes the input now; what is queued or offered later fails for this reason. */
  void end(String reason) {
    List<Piece> lost = new ArrayList<>();
    synchronized (this) {
      refusal = reason;
      pieces.drainTo(lost);
      if (current != null) {
        lost.add(current);
      }
      pieces.add(END);
    }
    for (Piece piece : lost) {
      piece.taken.completeExceptionally(new IOException(reason));
    }
  }
}
