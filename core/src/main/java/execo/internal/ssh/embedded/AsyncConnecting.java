package execo.internal.ssh.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * The threads that serve all connections: so many, whatever the number of connections and of those
 * that are being opened.
 */
final class AsyncConnecting extends AbstractCloseable implements IoServiceFactory {
  private final FactoryManager manager;
  private final AsynchronousChannelGroup group;
  private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable IoServiceEventListener listener;

  AsyncConnecting(FactoryManager manager, int workers) {
    this.manager = manager;
    try {
      group =
          AsynchronousChannelGroup.withFixedThreadPool(
              workers, Thread.ofPlatform().daemon().name("execo-ssh-", 0).factory());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public IoConnector createConnector(IoHandler handler) {
    return new AsyncConnector(manager, handler, group, others);
  }

  @Override
  public IoAcceptor createAcceptor(IoHandler handler) {
    throw new UnsupportedOperationException("this client does not listen");
  }

  @Override
  protected void doCloseImmediately() {
    try {
      group.shutdownNow();
    } catch (IOException e) {
      log.debug("closing connections: {}", e.getMessage());
    }
    super.doCloseImmediately();
  }

  @Override
  public @Nullable IoServiceEventListener getIoServiceEventListener() {
    return listener;
  }

  @Override
  public void setIoServiceEventListener(IoServiceEventListener listener) {
    this.listener = listener;
  }
}
