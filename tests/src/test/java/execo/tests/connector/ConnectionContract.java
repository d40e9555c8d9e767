package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.LocalProcess;
import execo.process.ManagedProcess;
import execo.process.Signal;
import execo.process.SshProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that fails or is lost is an error with its reason, and never an exit code. */
abstract class ConnectionContract extends ConnectorContract {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path temporary;

  ConnectionContract(HostsUnderTest hosts) {
    super(hosts);
  }

  private ManagedProcess echo(Host host, ConnectionParams params) {
    return ended(new SshProcess("echo ran", host, params).start());
  }

  private static int closedPort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  // ---- that fail

  @Test
  void refusingHostAmongGoodOnes() throws Exception {
    var all = new ArrayList<>(hosts.hosts(3));
    all.add(1, new Host("127.0.0.1").withPort(closedPort()));
    var action = ended(remote("echo $EXECO_RANK", all).start());
    var processes = action.processes();
    assertFailedToConnect(processes.get(1), "refused");
    assertThat(action.ok()).isFalse();
    for (var good : List.of(0, 2, 3)) {
      assertOk(processes.get(good));
      assertThat(processes.get(good).stdout()).isEqualTo(good + "\n");
    }
  }

  @Test
  void unknownName() {
    var process = echo(new Host("no-such-host.invalid"), connection());
    assertFailedToConnect(process, "no-such-host.invalid");
  }

  @Test
  void wrongKey() {
    var process = echo(host(), connection().withKeyFile(hosts.otherKey()));
    assertFailedToConnect(process, "Permission denied", "authentication");
  }

  @Test
  void keyFileThatIsMissing() {
    var process = echo(host(), connection().withKeyFile(temporary.resolve("none")));
    assertFailedToConnect(process, "Permission denied", "authentication", "none");
  }

  @Test
  void serverThatSaysNothing() throws Exception {
    try (var silent = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
      var params =
          connection().withPort(silent.getLocalPort()).withConnectTimeout(Duration.ofSeconds(2));
      var before = System.nanoTime();
      var process = echo(new Host("127.0.0.1"), params);
      assertFailedToConnect(process, "timed out", "timeout", "Timeout");
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(40));
    }
  }

  @Test
  void timeoutWhileConnecting() throws Exception {
    try (var silent = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
      var process =
          new SshProcess(
                  "echo ran",
                  new Host("127.0.0.1"),
                  connection().withPort(silent.getLocalPort()).withConnectTimeout(Duration.ZERO))
              .timeout("1s");
      ended(process.start());
      assertThat(process.timedOut()).isTrue();
      assertThat(process.ok()).isFalse();
      assertThat(process.stdout()).isEmpty();
    }
  }

  // ---- host keys

  private Path knownHosts(String name, String text) throws Exception {
    return Files.writeString(temporary.resolve(name), text);
  }

  private String otherHostKey() throws Exception {
    var type = hosts.hostKey().startsWith("ecdsa") ? "ecdsa" : "ed25519";
    var file = temporary.resolve("other_host_key");
    ended(
        new LocalProcess(List.of("ssh-keygen", "-q", "-t", type, "-N", "", "-f", file.toString()))
            .start());
    var words = Files.readString(temporary.resolve("other_host_key.pub")).split(" ", -1);
    return words[0] + " " + words[1];
  }

  private String entry(String key) {
    var port = Objects.requireNonNull(hosts.connection().port());
    return "[" + host().address() + "]:" + port + " " + key + "\n";
  }

  @Test
  void newHostIsRememberedAndThenKnown() throws Exception {
    var file = knownHosts("known hosts", "");
    var params = connection().withHostKeys(HostKeyPolicy.ACCEPT_NEW).withKnownHosts(file);
    var process = echo(host(), params);
    assertOk(process);
    assertThat(process.stderr()).isEmpty();
    assertThat(Files.readString(file)).contains(hosts.hostKey());
    assertOk(echo(host(), params.withHostKeys(HostKeyPolicy.STRICT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACCEPT_NEW", "STRICT"})
  void changedHostKeyIsRefused(HostKeyPolicy policy) throws Exception {
    var text = entry(otherHostKey());
    var file = knownHosts("known_hosts", text);
    var process = echo(host(), connection().withHostKeys(policy).withKnownHosts(file));
    assertFailedToConnect(process, "Host key verification failed", "host key");
    assertThat(process.stdout()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void strictRefusesANewHost() throws Exception {
    var file = knownHosts("known_hosts", "");
    var process = echo(host(), connection().withKnownHosts(file));
    assertFailedToConnect(process, "Host key verification failed", "host key");
    assertThat(Files.readString(file)).isEmpty();
  }

  @Test
  void offTakesAnyKeyAndRemembersNone() throws Exception {
    var text = entry(otherHostKey());
    var file = knownHosts("known_hosts", text);
    var params = connection().withHostKeys(HostKeyPolicy.OFF).withKnownHosts(file);
    assertOk(echo(host(), params));
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void hostKeysThatAreNotCheckedAreToldOnce() {
    var program = UncheckedProgram.start(host(), connection(), List.of("true", "true"));
    assertOk(ended(program));
    assertThat(program.stdout()).isEqualTo("host keys are not checked where host-keys is 'off'\n");
  }

  // ---- through another host

  private String jump(Host host) {
    return Objects.requireNonNull(hosts.connection().user())
        + "@"
        + host.address()
        + ":"
        + Objects.requireNonNull(hosts.connection().port());
  }

  @Test
  void jumpHostsInARow() {
    var some = hosts.hosts(3);
    var jumps = jump(some.get(0)) + "," + jump(some.get(1));
    var process =
        new SshProcess("cat; exit 3", some.get(2), connection().withJump(jumps)).input("text");
    ended(process.start());
    assertThat(process.exitCode()).as(process.dump()).isEqualTo(3);
    assertThat(process.stdout()).isEqualTo("text");
    assertThat(process.stderr()).isEmpty();
  }

  @Test
  void jumpHostThatRefuses() throws Exception {
    var params = connection().withJump("127.0.0.1:" + closedPort());
    var process = echo(host(), params);
    assertFailedToConnect(process, "refused");
    assertThat(process.reason()).contains("127.0.0.1");
  }

  @Test
  void whatIsNoJumpHostIsNamed() {
    var process = echo(host(), connection().withJump("127.0.0.1:ssh"));
    assertFailedToConnect(process, "no port in the jump host '127.0.0.1:ssh'");
  }

  @Test
  void hostThatRefusesBehindAJumpHost() throws Exception {
    var params = connection().withJump(jump(host())).withPort(closedPort());
    var process = echo(new Host("127.0.0.1"), params);
    assertFailedToConnect(process, "refused", "forwarding failed", "opening channel");
    assertThat(process.stdout()).isEmpty();
  }

  @Test
  void wrongKeyForTheJumpHost() {
    var params = connection().withJump(jump(host())).withKeyFile(hosts.otherKey());
    var process = echo(hosts.hosts(2).getLast(), params);
    assertFailedToConnect(process, "Permission denied", "authentication");
  }

  @Test
  void newJumpHostIsRememberedAndThenKnown() throws Exception {
    var file = knownHosts("known hosts", "");
    var params =
        connection()
            .withJump(jump(host()))
            .withHostKeys(HostKeyPolicy.ACCEPT_NEW)
            .withKnownHosts(file);
    var behind = hosts.hosts(2).getLast();
    var process = echo(behind, params);
    assertOk(process);
    assertThat(process.stderr()).isEmpty();
    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .anyMatch(line -> entry("").startsWith(start(line)));
    assertOk(echo(behind, params.withHostKeys(HostKeyPolicy.STRICT)));
  }

  private static String start(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  @Test
  void changedKeyOfTheJumpHostIsRefused() throws Exception {
    var text = entry(otherHostKey());
    var file = knownHosts("known_hosts", text);
    var params =
        connection()
            .withJump(jump(host()))
            .withHostKeys(HostKeyPolicy.ACCEPT_NEW)
            .withKnownHosts(file);
    var process = echo(hosts.hosts(2).getLast(), params);
    assertFailedToConnect(process, "Host key verification failed", "host key");
    assertThat(process.stdout()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void jumpHostOfAnyKeyWhereKeysAreNotChecked() throws Exception {
    var file = knownHosts("known_hosts", entry(otherHostKey()));
    var params =
        connection().withJump(jump(host())).withHostKeys(HostKeyPolicy.OFF).withKnownHosts(file);
    assertOk(echo(hosts.hosts(2).getLast(), params));
  }

  // ---- servers under load

  @Test
  void serverThatDropsConnectionsIsTriedAgain() throws Exception {
    var target =
        new InetSocketAddress(
            InetAddress.ofLiteral(host().address()),
            Objects.requireNonNull(hosts.connection().port()));
    try (var proxy = new SheddingProxy(target, 3)) {
      var params = connection().withPort(proxy.port()).withHostKeys(HostKeyPolicy.OFF);
      var process = echo(new Host("127.0.0.1"), params);
      assertOk(process);
      assertThat(process.stdout()).isEqualTo("ran\n");
      assertThat(process.stderr()).isEmpty();
      assertThat(proxy.accepted()).isEqualTo(4);
    }
  }

  // ---- that are lost: what has run for a while ends with its connection

  @Test
  void lostConnectionIsAnErrorAndEndsTheCommand() throws Exception {
    var line = "sleep 2; echo ready; sleep 1000 & sleep 1000";
    var processes = List.of(command(line), command(line).openStdin());
    processes.forEach(SshProcess::start);
    for (var process : processes) {
      assertThat(process.expect("ready", LONG)).as(process.dump()).isPresent();
    }
    hosts.disconnect(host(), trace.processes());
    for (var process : processes) {
      ended(process);
      assertFailedToConnect(process, "lost");
      assertThat(process.stdout()).isEqualTo("ready\n");
    }
    trace.awaitNone(SOON);
  }

  @Test
  void signalBeforeTheLossDoesNotHideIt() {
    var process = command("trap : USR1; echo ready; while :; do sleep 0.1; done");
    process.start();
    assertThat(process.expect("ready", LONG)).isPresent();
    process.kill(Signal.USR1);
    hosts.disconnect(host(), trace.processes());
    ended(process);
    assertFailedToConnect(process, "lost");
  }

  @Test
  void deathOfTheClientEndsTheCommand() throws Exception {
    var inputs = hosts.terminals() ? List.of("none", "open", "terminal") : List.of("none", "open");
    var clients =
        inputs.stream()
            .map(input -> Victim.program(host(), hosts.connection(), trace, input).start())
            .toList();
    try {
      for (var client : clients) {
        assertThat(client.expect("ready", LONG)).as(client.dump()).isPresent();
      }
      assertThat(trace.processes()).isNotEmpty();
      clients.forEach(client -> client.kill(Signal.KILL));
      clients.forEach(ConnectorContract::ended);
      trace.awaitNone(SOON);
    } finally {
      clients.forEach(LocalProcess::close);
    }
  }
}
