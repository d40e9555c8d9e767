package execo.internal.ssh.embedded;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.PropertyResolver;
import org.apache.sshd.common.future.SshFutureListener;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.nio2.Nio2Connector;
import org.apache.sshd.common.io.nio2.Nio2Session;
import org.jspecify.annotations.Nullable;

/**
 * Connects without a thread that waits for each connection, as MINA's own connector has one: hosts
 * that never answer would take the threads away from all others.
 */
final class AsyncConnector extends Nio2Connector {
  private final FactoryManager manager;

  AsyncConnector(
      FactoryManager manager,
      IoHandler handler,
      AsynchronousChannelGroup group,
      ExecutorService resuming) {
    super(null, manager, handler, group, resuming);
    this.manager = manager;
  }

  @Override
  public IoConnectFuture connect(
      SocketAddress address,
      @Nullable AttributeRepository context,
      @Nullable SocketAddress localAddress) {
    return new Connecting(address, context);
  }

  /** A connection that is begun when somebody listens for it. */
  private final class Connecting extends DefaultIoConnectFuture {
    private final SocketAddress address;
    private final @Nullable AttributeRepository context;
    private final AtomicBoolean begun = new AtomicBoolean();

    Connecting(SocketAddress address, @Nullable AttributeRepository context) {
      super(address, null);
      this.address = address;
      this.context = context;
    }

    @Override
    public IoConnectFuture addListener(SshFutureListener<IoConnectFuture> listener) {
      super.addListener(listener);
      if (begun.compareAndSet(false, true)) {
        begin();
      }
      return this;
    }

    private void begin() {
      try {
        var socket = setSocketOptions(openAsynchronousSocketChannel(address, getChannelGroup()));
        addListener(done -> {
          if (!done.isConnected()) {
            closeQuietly(socket);
          }
        });
        socket.connect(
            address,
            null,
            createConnectionCompletionHandler(
                this, socket, context, propertyResolver, getIoHandler()));
      } catch (IOException | RuntimeException e) {
        setException(e);
      }
    }
  }

  private void closeQuietly(AsynchronousSocketChannel socket) {
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("closing {}: {}", socket, e.getMessage());
    }
  }

  @Override
  protected Nio2Session createSession(
      PropertyResolver resolver, IoHandler handler, AsynchronousSocketChannel socket)
      throws IOException {
    return new Nio2Session(this, manager, handler, socket, null);
  }
}
