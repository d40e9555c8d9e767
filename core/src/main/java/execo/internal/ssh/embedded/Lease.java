package execo.internal.ssh.embedded;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A place on a connection, held until it is closed. Thread-safe. */
final class Lease implements AutoCloseable {
  private final Server server;
  private final Link link;
  private final Guest.Kind kind;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Lease(Server server, Link link, Guest.Kind kind) {
    this.server = server;
    this.link = link;
    this.kind = kind;
  }

  /** A place, now or later; an {@link IOException} says why there is none. */
  static CompletableFuture<Lease> of(Server server, Guest.Kind kind) {
    var lease = new CompletableFuture<Lease>();
    var guest =
        new Guest() {
          @Override
          public Kind kind() {
            return kind;
          }

          @Override
          public void begun() {}

          @Override
          public void arrived(Link link) {
            var arrived = new Lease(server, link, kind);
            if (!lease.complete(arrived)) {
              arrived.close();
            }
          }

          @Override
          public void failed(String reason) {
            lease.completeExceptionally(new IOException(reason));
          }
        };
    lease.whenComplete((arrived, problem) -> {
      if (problem != null) {
        server.withdraw(guest);
      }
    });
    server.enter(guest);
    return lease;
  }

  Link link() {
    return link;
  }

  /** Gives the place back; once more does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.leave(link, kind);
    }
  }
}
