package execo.tests.connector;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.SshProcess;
import execo.tests.real.SshdSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A real OpenSSH server, which is as many hosts as the loopback network has addresses. */
final class SshdHosts implements HostsUnderTest {
  private final SshdSettings settings = SshdSettings.ofEnvironment();
  private final String connector;

  SshdHosts() {
    this("openssh");
  }

  /** To be connected to by this connector. */
  SshdHosts(String connector) {
    this.connector = connector;
  }

  SshdSettings settings() {
    return settings;
  }

  @Override
  public List<Host> hosts(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new Host("127.7.0." + i)).toList();
  }

  @Override
  public ConnectionParams connection() {
    return ConnectionParams.none()
        .withConnector(connector)
        .withUser(settings.user())
        .withPort(settings.port())
        .withKeyFile(settings.key())
        .withHostKeys(HostKeyPolicy.STRICT)
        .withKnownHosts(settings.config().resolveSibling("known_hosts"));
  }

  @Override
  public String hostKey() {
    return settings.hostKey();
  }

  @Override
  public Path otherKey() {
    return settings.otherKey();
  }

  @Override
  public Path home(Host host) {
    var pwd = new SshProcess("pwd", host, connection().withConnector("openssh")).run();
    return Path.of(pwd.stdout().strip());
  }

  @Override
  public boolean terminals() {
    return !connector.equals("taktuk");
  }

  @Override
  public void disconnect(Host host, List<ProcessHandle> processes) {
    // Found before the first is killed: from then on the way up leads past it, to the listener.
    var servers =
        processes.stream().map(SshdHosts::server).flatMap(Optional::stream).distinct().toList();
    servers.forEach(ProcessHandle::destroyForcibly);
  }

  /** The sshd of the session that a process descends from; empty once it is an orphan. */
  private static Optional<ProcessHandle> server(ProcessHandle process) {
    return process
        .parent()
        .flatMap(parent -> isSshd(parent) ? Optional.of(parent) : server(parent));
  }

  private static boolean isSshd(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/sshd")).isPresent();
  }
}
