package execo.internal.taktuk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of a command's input: cut into pieces, of which a few are under way at a time until the
 * agent says that the command took them, as TakTuk itself would keep any amount in memory. Not
 * thread-safe.
 */
final class InputWindow implements Intake {
  private static final int PIECE = 12_000;
  private static final int MOST_UNDER_WAY = 12;

  private record Piece(byte[] bytes, @Nullable CompletableFuture<@Nullable Void> last) {}

  private final Consumer<String> agent;
  private final Queue<Piece> waiting = new ArrayDeque<>();
  private final Queue<Piece> underWay = new ArrayDeque<>();
  private boolean closing;
  private boolean closed;
  private @Nullable String refusal;

  InputWindow(Consumer<String> agent) {
    this.agent = agent;
  }

  void write(byte[] bytes, CompletableFuture<@Nullable Void> taken) {
    if (refusal != null || closing) {
      taken.completeExceptionally(
          new IOException(refusal != null ? refusal : "the standard input is closed"));
      return;
    }
    if (bytes.length == 0) {
      taken.complete(null);
      return;
    }
    for (var at = 0; at < bytes.length; at += PIECE) {
      var end = Math.min(bytes.length, at + PIECE);
      waiting.add(
          new Piece(Arrays.copyOfRange(bytes, at, end), end == bytes.length ? taken : null));
    }
    send();
  }

  void close() {
    closing = true;
    send();
  }

  @Override
  public void taken() {
    var piece = underWay.poll();
    if (piece != null && piece.last() != null) {
      piece.last().complete(null);
    }
    send();
  }

  @Override
  public void refuse(String reason) {
    refusal = reason;
    var lost = new ArrayList<Piece>();
    for (var pieces : List.of(underWay, waiting)) {
      lost.addAll(pieces);
      pieces.clear();
    }
    lost.stream()
        .map(Piece::last)
        .forEach(last -> {
          if (last != null) {
            last.completeExceptionally(new IOException(reason));
          }
        });
  }

  private void send() {
    while (underWay.size() < MOST_UNDER_WAY && !waiting.isEmpty()) {
      var piece = waiting.remove();
      underWay.add(piece);
      agent.accept("w:" + Base64.getEncoder().encodeToString(piece.bytes()));
    }
    if (closing && !closed && waiting.isEmpty()) {
      closed = true;
      agent.accept("c:");
    }
  }
}
