package execo.internal.chain;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives a host the stream from this machine, through its agent's standard input, on a virtual
 * thread of its own.
 */
final class Feed {
  private final Member member;
  private final Payload payload;
  private final long from;
  private final Consumer<String> unreadable;
  private volatile long sent;
  private volatile boolean stopped;

  /**
   * A feed.
   *
   * @param from where in the stream it begins
   * @param unreadable told why, if a source cannot be read
   */
  Feed(Member member, Payload payload, long from, Consumer<String> unreadable) {
    this.member = member;
    this.payload = payload;
    this.from = from;
    this.unreadable = unreadable;
    this.sent = from;
  }

  void start() {
    Thread.ofVirtual().name("execo-chain-feed").start(this::run);
  }

  /** Hands nothing more over. */
  void stop() {
    stopped = true;
  }

  /** Where the bytes end that have been handed over. */
  long sent() {
    return sent;
  }

  private void run() {
    try (var reader = payload.from(from)) {
      CompletableFuture<@Nullable Void> previous = CompletableFuture.completedFuture(null);
      for (var bytes = reader.next(); bytes.length > 0 && !stopped; bytes = reader.next()) {
        var taken = member.data(reader.offset() - bytes.length, bytes);
        previous.get();
        sent = reader.offset();
        previous = taken;
      }
    } catch (IOException e) {
      unreadable.accept(e.toString());
    } catch (ExecutionException e) {
      // the host is gone; its connection tells
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
