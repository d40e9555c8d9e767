package execo.internal.ssh.embedded;

import execo.spi.PortForward;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection that is carried through a {@link Tunnel}: a virtual thread for each direction. The
 * host sends no more than the tunnel's window until the local side has taken it. It is over when
 * both directions have ended, or when the host has closed the tunnel and all that came has been
 * passed on. Thread-safe.
 */
final class ForwardedConnection implements Tunnel.Events {
  private static final int BUFFER = 32 * 1024;
  private static final byte[] END = {};

  private final Socket socket;
  private final Consumer<String> refused;
  private final Tunnel tunnel;
  private final ChannelInput toHost = new ChannelInput();
  private final BlockingQueue<byte[]> fromHost = new LinkedBlockingQueue<>();
  private final CompletableFuture<@Nullable Void> sent = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> received = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> tunnelClosed = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  /**
   * A connection that has come.
   *
   * @param refused told why the host does not carry it on
   */
  ForwardedConnection(Socket socket, PortForward forward, Consumer<String> refused) {
    this.socket = socket;
    this.refused = refused;
    tunnel = Tunnel.to(forward.remoteHost(), forward.remotePort(), this);
    CompletableFuture.allOf(received, CompletableFuture.anyOf(sent, tunnelClosed))
        .thenRun(this::end);
  }

  void onEnd(Runnable task) {
    ended.thenRun(task);
  }

  void start(Link link) {
    tunnel
        .opened()
        .whenComplete((opened, problem) -> {
          if (problem == null) {
            toHost.open(tunnel);
            Thread.ofVirtual().start(this::send);
            Thread.ofVirtual().start(this::receive);
          } else {
            refused.accept(Reasons.of(problem));
            end();
          }
        });
    try {
      link.open(tunnel);
    } catch (IOException | RuntimeException e) {
      end();
    }
  }

  private void send() {
    var buffer = new byte[BUFFER];
    try {
      var in = socket.getInputStream();
      for (int count; (count = in.read(buffer)) >= 0; ) {
        toHost.write(Arrays.copyOf(buffer, count)).join();
      }
      toHost.close();
      sent.complete(null);
    } catch (CompletionException e) {
      sent.complete(null); // the host takes no more; what it has sent is still passed on
    } catch (IOException e) {
      end();
    }
  }

  private void receive() {
    try {
      var out = socket.getOutputStream();
      for (var bytes = fromHost.take(); bytes.length > 0; bytes = fromHost.take()) {
        out.write(bytes);
        tunnel.passed(bytes.length);
      }
      socket.shutdownOutput();
      received.complete(null);
    } catch (IOException e) {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void received(byte[] bytes) {
    fromHost.add(bytes);
  }

  @Override
  public void ended() {
    fromHost.add(END);
  }

  @Override
  public void closed() {
    toHost.refuse("the connection has ended");
    fromHost.add(END);
    tunnelClosed.complete(null);
  }

  /** Ends both sides. */
  void end() {
    tunnel.close(false);
    fromHost.add(END);
    try {
      socket.close();
    } catch (IOException e) {
      // it is not used any more
    }
    ended.complete(null);
  }
}
