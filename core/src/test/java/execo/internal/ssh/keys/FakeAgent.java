package execo.internal.ssh.keys;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An agent that answers as it is told. */
final class FakeAgent implements AutoCloseable {
  final AtomicInteger requests = new AtomicInteger();
  private final ServerSocketChannel server;
  private final UnaryOperator<byte[]> answers;
  private final List<SocketChannel> open = new CopyOnWriteArrayList<>();

  /** An agent at a socket; it says nothing where the answer is empty. */
  FakeAgent(Path socket, UnaryOperator<byte[]> answers) throws IOException {
    this.answers = answers;
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::serve);
  }

  private void serve() {
    try {
      while (true) {
        var channel = server.accept();
        open.add(channel);
        Thread.ofVirtual().start(() -> answer(channel));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void answer(SocketChannel channel) {
    try {
      var in = Channels.newInputStream(channel);
      var length = ByteBuffer.wrap(in.readNBytes(4)).getInt();
      requests.incrementAndGet();
      var answer = answers.apply(in.readNBytes(length));
      if (answer.length > 0) {
        var framed = ByteBuffer.allocate(4 + answer.length).putInt(answer.length).put(answer);
        channel.write(framed.flip());
      }
    } catch (IOException | RuntimeException _) {
      // the client is gone
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var channel : open) {
      channel.close();
    }
  }
}
