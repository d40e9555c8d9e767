package execo.internal.ssh.embedded;

import execo.internal.transfer.Connection;
import execo.internal.transfer.SftpTransfer;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.RemoteCopy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** A copy on a pooled connection; until it has begun, it moves on to another when one fails. */
final class EmbeddedCopy implements Child, Guest {
  private static final int MOST_ATTEMPTS = 5;

  private final Server server;
  private final RunningCopies running;
  private final SftpTransfer transfer;
  private final AtomicInteger attempts = new AtomicInteger();

  EmbeddedCopy(Server server, RunningCopies running, RemoteCopy copy, ChildListener listener) {
    this.server = server;
    this.running = running;
    this.transfer = new SftpTransfer(copy, listener);
  }

  EmbeddedCopy start() {
    server.enter(this);
    return this;
  }

  @Override
  public Kind kind() {
    return Kind.COPY;
  }

  @Override
  public void begun() {
    transfer.begun();
  }

  @Override
  public void arrived(Link link) {
    running.began(this);
    transfer.work(new Place(link, attempts.incrementAndGet()));
  }

  @Override
  public void failed(String reason) {
    transfer.fail(reason);
  }

  private final class Place implements Connection {
    private final Link link;
    private final int attempt;

    Place(Link link, int attempt) {
      this.link = link;
      this.attempt = attempt;
    }

    @Override
    public ClientSession session() {
      return link.session();
    }

    @Override
    public void leave() {
      running.over(EmbeddedCopy.this);
      server.leave(link, kind());
    }

    @Override
    public void refused() {
      running.over(EmbeddedCopy.this);
      server.turnedAway(link, EmbeddedCopy.this);
    }

    @Override
    public void gone() {
      running.over(EmbeddedCopy.this);
      server.leave(link, kind());
      if (attempt < MOST_ATTEMPTS) {
        server.lost(link);
        server.enter(EmbeddedCopy.this);
      } else {
        failed("connection failed: " + link.loss());
      }
    }

    @Override
    public String loss() {
      return link.loss();
    }
  }

  @Override
  public boolean signal(int signal) {
    server.withdraw(this);
    return transfer.signal(signal);
  }

  @Override
  public boolean signalTree(int signal) {
    return signal(signal);
  }

  @Override
  public CompletableFuture<@Nullable Void> write(byte[] bytes) {
    return transfer.write(bytes);
  }

  @Override
  public void closeStdin() {
    transfer.closeStdin();
  }

  @Override
  public void hangUp() {
    transfer.hangUp();
  }

  @Override
  public void pauseReading() {
    transfer.pauseReading();
  }

  @Override
  public void resumeReading() {
    transfer.resumeReading();
  }
}
