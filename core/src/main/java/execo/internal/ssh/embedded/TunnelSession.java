package execo.internal.ssh.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/** Carries an ssh connection through a {@link Tunnel}, in the place of a socket. Thread-safe. */
final class TunnelSession extends AbstractCloseable implements IoSession, Tunnel.Events {
  private static final AtomicLong IDS = new AtomicLong(Long.MAX_VALUE / 2);

  private final long id = IDS.incrementAndGet();
  private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
  private final ChannelInput output = new ChannelInput();
  private final IoHandler handler;
  private final InetSocketAddress target;
  private final Tunnel tunnel;

  TunnelSession(IoHandler handler, InetSocketAddress target, AttributeRepository context) {
    this.handler = handler;
    this.target = target;
    attributes.put(AttributeRepository.class, context);
    tunnel = Tunnel.to(target.getHostString(), target.getPort(), this);
  }

  Tunnel tunnel() {
    return tunnel;
  }

  /** The tunnel is open: the ssh connection begins. */
  void begin() throws Exception {
    handler.sessionCreated(this);
    output.open(tunnel);
  }

  @Override
  public void received(byte[] bytes) {
    try {
      handler.messageReceived(this, new ByteArrayBuffer(bytes));
      tunnel.passed(bytes.length);
    } catch (Exception e) {
      fail(e);
    }
  }

  private void fail(Exception problem) {
    try {
      handler.exceptionCaught(this, problem);
    } catch (Exception e) {
      close(true);
    }
  }

  @Override
  public void ended() {
    close(true);
  }

  @Override
  public void closed() {
    close(true);
  }

  @Override
  public IoWriteFuture writeBuffer(Buffer buffer) {
    var future = new Written();
    output
        .write(buffer.getCompactData())
        .whenComplete((done, problem) -> future.setValue(problem == null ? true : problem));
    return future;
  }

  private static final class Written extends AbstractIoWriteFuture {
    Written() {
      super("tunnel", null);
    }
  }

  @Override
  protected CloseFuture doCloseGracefully() {
    output.close();
    return tunnel.close(false);
  }

  @Override
  protected void doCloseImmediately() {
    output.refuse("the connection has ended");
    tunnel.close(false);
    super.doCloseImmediately();
    if (attributes.size() > 1) {
      try {
        handler.sessionClosed(this);
      } catch (Exception e) {
        log.debug("sessionClosed({}): {}", this, e.getMessage());
      }
    }
  }

  @Override
  public void shutdownOutputStream() {
    output.close();
  }

  @Override
  public void suspendRead() {
    tunnel.inflow().pause();
  }

  @Override
  public void resumeRead() {
    try {
      tunnel.inflow().resume();
    } catch (IOException e) {
      fail(e);
    }
  }

  @Override
  public long getId() {
    return id;
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return target;
  }

  @Override
  public @Nullable SocketAddress getLocalAddress() {
    return null;
  }

  @Override
  public @Nullable SocketAddress getAcceptanceAddress() {
    return null;
  }

  @Override
  public @Nullable Object getAttribute(Object key) {
    return attributes.get(key);
  }

  @Override
  public @Nullable Object setAttribute(Object key, Object value) {
    return attributes.put(key, value);
  }

  @Override
  public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
    return attributes.putIfAbsent(key, value);
  }

  @Override
  public @Nullable Object removeAttribute(Object key) {
    return attributes.remove(key);
  }

  @Override
  public @Nullable IoService getService() {
    return null;
  }
}
