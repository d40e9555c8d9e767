package execo.internal.ssh.embedded;

import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthNoneFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.DirectTcpipFactory;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.jspecify.annotations.Nullable;

/**
 * An ssh server in this JVM on all loopback addresses, whose commands are played by the test: each
 * begins, and ends when the test says so.
 */
final class LoopbackServer implements AutoCloseable {
  private static final AttributeKey<AtomicInteger> SESSIONS = new AttributeKey<>();

  private final SshServer server = SshServer.setUpDefaultServer();
  private final BlockingQueue<Played> played = new LinkedBlockingQueue<>();
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final BlockingQueue<String> farewells = new LinkedBlockingQueue<>();

  /** How many sessions a connection may have at once. */
  volatile int mostSessions = Integer.MAX_VALUE;

  /** Whether commands begin without the client hearing of it. */
  volatile boolean late;

  LoopbackServer() throws IOException {
    server.setHost("0.0.0.0");
    var hostKey = new SimpleGeneratorHostKeyProvider();
    hostKey.setAlgorithm(KeyUtils.EC_ALGORITHM);
    hostKey.setKeySize(256);
    server.setKeyPairProvider(hostKey);
    server.setUserAuthFactories(List.of(UserAuthNoneFactory.INSTANCE));
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    server.addSessionListener(
        new SessionListener() {
          @Override
          public void sessionCreated(Session session) {
            accepted.incrementAndGet();
            sessions.add(session);
          }

          @Override
          public void sessionDisconnect(
              Session session, int code, String message, String language, boolean byUs) {
            farewells.add(message);
          }

          @Override
          public void sessionClosed(Session session) {
            sessions.remove(session);
            synchronized (sessions) {
              sessions.notifyAll();
            }
          }
        });
    server.setChannelFactories(
        List.of(
            new ChannelSessionFactory() {
              @Override
              public Channel createChannel(Session session) {
                return new Played();
              }
            },
            DirectTcpipFactory.INSTANCE));
    server.setCommandFactory((channel, line) -> ((Played) channel).command(line));
    server.start();
  }

  int port() {
    return server.getPort();
  }

  /** What the next client that ends its connection tells as the reason. */
  String farewell() throws InterruptedException {
    var farewell = farewells.poll(30, TimeUnit.SECONDS);
    if (farewell == null) {
      throw new AssertionError("no client has told that it ends its connection");
    }
    return farewell;
  }

  /** How many connections have come. */
  int accepted() {
    return accepted.get();
  }

  /** How many connections there are. */
  int open() {
    return sessions.size();
  }

  /** Waits until there are so many connections. */
  void awaitOpen(int count) throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    synchronized (sessions) {
      while (sessions.size() != count) {
        var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError(sessions.size() + " connections and not " + count);
        }
        sessions.wait(left);
      }
    }
  }

  /** The next command that begins, leashes left out. */
  Played next() throws InterruptedException {
    var next = played.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no command has begun");
    }
    return next;
  }

  /** How to connect to one of its addresses. */
  EffectiveConnection connection(String address, ConnectionParams params) {
    return connection(address, port(), params);
  }

  /** How to connect to such a server that may be in another program. */
  static EffectiveConnection connection(String address, int port, ConnectionParams params) {
    return EffectiveConnection.of(
        new Host(address),
        params
            .withUser("anybody")
            .withPort(port)
            .withHostKeys(HostKeyPolicy.OFF)
            .withSshOptions(List.of("-F", "none")),
        ConnectionParams.none());
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }

  /** The session of a command. */
  final class Played extends ChannelSession implements Command {
    final BlockingQueue<String> signals = new LinkedBlockingQueue<>();
    private String line = "";
    private ExitCallback exit = (_, _, _) -> {};

    @Override
    protected OpenFuture doInit(Buffer buffer) {
      var open = getSession().computeAttributeIfAbsent(SESSIONS, _ -> new AtomicInteger());
      if (open.incrementAndGet() > mostSessions) {
        open.decrementAndGet();
        var refused = new DefaultOpenFuture(this, this);
        refused.setException(
            new SshChannelOpenException(
                getChannelId(), SshConstants.SSH_OPEN_CONNECT_FAILED, "too many sessions"));
        return refused;
      }
      addCloseFutureListener(_ -> open.decrementAndGet());
      return super.doInit(buffer);
    }

    private Command command(String commandLine) {
      line = commandLine;
      return this;
    }

    private boolean isLeash() {
      return line.contains("while read -r line");
    }

    @Override
    protected RequestHandler.@Nullable Result handleExec(
        String request, Buffer buffer, boolean wantReply) throws IOException {
      var result = super.handleExec(request, buffer, wantReply);
      if (!late || isLeash()) {
        return result;
      }
      start(this, getEnvironment());
      return RequestHandler.Result.Replied;
    }

    /** Tells the client that the command has begun, and whatever else it asked meanwhile. */
    void answer() throws IOException {
      var reply = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_SUCCESS, Integer.BYTES);
      reply.putUInt(getRecipient());
      getSession().writePacket(reply);
    }

    @Override
    protected RequestHandler.Result handleSignalParsed(String name) {
      signals.add(name);
      return RequestHandler.Result.ReplySuccess;
    }

    /** Ends the command. */
    void end(int code) {
      exit.onExit(code);
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
      if (!isLeash()) {
        played.add(this);
      }
    }

    @Override
    public void destroy(ChannelSession channel) {}

    @Override
    public void setInputStream(InputStream in) {}

    @Override
    public void setOutputStream(OutputStream out) {}

    @Override
    public void setErrorStream(OutputStream err) {}

    @Override
    public void setExitCallback(ExitCallback callback) {
      exit = callback;
    }
  }
}
