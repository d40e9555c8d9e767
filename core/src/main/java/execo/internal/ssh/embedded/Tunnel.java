package execo.internal.ssh.embedded;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.common.io.IoOutputStream;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;

/** A channel that a host connects to a port which it can reach. Thread-safe. */
final class Tunnel extends ChannelDirectTcpip implements Writable {
  /** What happens on it, told in order on a thread that must not be blocked. */
  interface Events {
    /**
     * Bytes came; they are to be reported by {@link Tunnel#passed} when they are out of the way.
     */
    void received(byte[] bytes);

    /** No more bytes come. */
    void ended();

    void closed();
  }

  private final Events events;
  private final Inflow inflow = new Inflow(getLocalWindow());
  private final CompletableFuture<@Nullable Void> reached = new CompletableFuture<>();

  private Tunnel(SshdSocketAddress from, SshdSocketAddress to, Events events) {
    super(from, to);
    this.events = events;
    setStreaming(Streaming.Async);
    addCloseFutureListener(closed -> {
      reached.completeExceptionally(new IOException("the connection to the host has ended"));
      events.closed();
    });
  }

  /** A tunnel to a port of a host, by a name that the near host knows. */
  static Tunnel to(String host, int port, Events events) {
    return new Tunnel(
        new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(host, port), events);
  }

  /** Completes when the host has connected, or with an {@link IOException} that says why not. */
  CompletableFuture<@Nullable Void> opened() {
    return reached;
  }

  @Override
  public void handleOpenSuccess(long recipient, long size, long packet, Buffer buffer) {
    super.handleOpenSuccess(recipient, size, packet, buffer);
    reached.complete(null);
  }

  @Override
  public void handleOpenFailure(Buffer buffer) {
    reached.completeExceptionally(new IOException(OpenFailure.peek(buffer)));
    super.handleOpenFailure(buffer);
  }

  @Override
  protected void doWriteData(byte[] data, int from, long length) throws IOException {
    events.received(Arrays.copyOfRange(data, from, from + (int) length));
  }

  /** So many bytes are out of the way: the host may send as many more. */
  void passed(long length) throws IOException {
    inflow.passed(length);
  }

  Inflow inflow() {
    return inflow;
  }

  @Override
  public void handleEof() throws IOException {
    super.handleEof();
    events.ended();
  }

  @Override
  public IoOutputStream input() {
    return asyncIn;
  }

  @Override
  public void endInput() throws IOException {
    sendEof();
  }
}
