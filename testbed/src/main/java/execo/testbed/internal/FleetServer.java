package execo.testbed.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.DirectTcpipFactory;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/** One SSH server for all hosts of a fleet; the address that a client connected to tells which. */
public final class FleetServer extends SshServer {
  private static final int BACKLOG = 1024;
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final Set<HostCommand> commands = ConcurrentHashMap.newKeySet();

  private FleetServer() {}

  /** A server for hosts by their addresses; what it starts is marked with a directory. */
  public static FleetServer of(Map<String, ? extends Site> sites, Keys keys, Path directory) {
    var server = (FleetServer) ServerBuilder.builder().factory(FleetServer::new).build();
    server.setKeyPairProvider(KeyPairProvider.wrap(keys.host()));
    server.setPublickeyAuthenticator(
        (user, key, session) -> site(sites, session).admits(user, key));
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    server.setChannelFactories(
        List.of(
            new ChannelSessionFactory() {
              @Override
              public Channel createChannel(Session session) {
                return new HostChannel(site(sites, (ServerSession) session).mostSessions());
              }
            },
            DirectTcpipFactory.INSTANCE));
    server.setCommandFactory((channel, line) -> server.command(sites, directory, channel, line));
    server.setShellFactory(channel -> server.command(sites, directory, channel, null));
    server.setSubsystemFactories(List.of(new HostSftp.Factory(session -> site(sites, session))));
    CoreModuleProperties.SOCKET_BACKLOG.set(server, BACKLOG);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, FOR_EVER);
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    return server;
  }

  private HostCommand command(
      Map<String, ? extends Site> sites,
      Path directory,
      ChannelSession channel,
      @Nullable String line) {
    return new HostCommand(
        (HostChannel) channel, site(sites, channel.getSession()), directory, line, commands);
  }

  private static Site site(Map<String, ? extends Site> sites, ServerSession session) {
    var local = (InetSocketAddress) session.getIoSession().getLocalAddress();
    var site = sites.get(local.getAddress().getHostAddress());
    if (site == null) {
      throw new IllegalStateException("not a host: " + local);
    }
    return site;
  }

  /** Begins to serve a port of addresses. */
  public void listen(Collection<String> addresses, int port) throws IOException {
    setHost(String.join(",", addresses));
    setPort(port);
    start();
  }

  /** Begins to serve one more endpoint. */
  public void bind(SocketAddress endpoint) throws IOException {
    acceptor.bind(endpoint);
  }

  /** Stops serving an endpoint; connections there are stay. */
  public void unbind(SocketAddress endpoint) {
    acceptor.unbind(endpoint);
  }

  /** Closes the connections to a host at once. */
  public void cut(Site site) {
    var address = InetAddress.ofLiteral(site.address());
    for (var session : getActiveSessions()) {
      var local = (InetSocketAddress) session.getIoSession().getLocalAddress();
      if (local.getAddress().equals(address)) {
        session.close(true);
      }
    }
  }

  /** Stops serving and ends the commands' parents. */
  public void end() {
    close(true);
    commands.forEach(HostCommand::abandon);
  }
}
