package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.Remote;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.ManagedProcess;
import execo.process.Signal;
import execo.process.SshProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands share connections, and nobody but the host notices. */
abstract class PoolContract extends ConnectorContract {
  private static final Duration LEASHED = Duration.ofSeconds(5);

  PoolContract(HostsUnderTest hosts) {
    super(hosts);
  }

  private StallingProxy proxy() throws Exception {
    return new StallingProxy(
        new InetSocketAddress(
            InetAddress.ofLiteral(host().address()),
            Objects.requireNonNull(hosts.connection().port())));
  }

  private ConnectionParams through(StallingProxy proxy) {
    return connection().withPort(proxy.port()).withHostKeys(HostKeyPolicy.OFF);
  }

  private static SshProcess process(String line, ConnectionParams params) {
    return new SshProcess(line, new Host("127.0.0.1"), params);
  }

  private static void ready(SshProcess process) {
    assertThat(process.expect("ready", LONG)).as(process.dump()).isPresent();
  }

  // ---- sharing

  @Test
  void laterCommandsUseTheSameConnection() throws Exception {
    try (var proxy = proxy()) {
      for (var i = 0; i < 3; i++) {
        assertOk(ended(process("echo ran", through(proxy)).start()));
      }
      assertThat(proxy.accepted()).isEqualTo(1);
    }
  }

  @Test
  void sameHostManyTimes() {
    sameHost(connection());
  }

  /** All at once, so that each needs a session of its own. */
  final void sameHost(ConnectionParams params) {
    var action = new Remote("echo up; read -r l; echo $l", Collections.nCopies(24, host()), params);
    action.openStdin().start();
    assertThat(action.expect("up", LONG))
        .as(() -> action.processes().getLast().dump())
        .allMatch(match -> match.isPresent());
    action.println("go").closeStdin();
    assertOk(ended(action));
    assertThat(action.processes()).extracting(ManagedProcess::stdout).containsOnly("up\ngo\n");
  }

  @Test
  void slowReaderStopsTheCommandOnTheHost() throws Exception {
    var progress = Files.createTempFile(Path.of("/tmp"), "execo-progress-", "");
    Files.setPosixFilePermissions(
        progress, java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-rw-"));
    var held = new CountDownLatch(1);
    var bytes = new AtomicLong();
    var process =
        command(
                "i=0; while [ $i -lt 400 ]; do head -c 65536 /dev/zero; i=$((i+1));"
                    + " echo $i >>"
                    + progress
                    + "; done")
            .keepOutput(0)
            .onStdout(chunk -> {
              held.await();
              bytes.addAndGet(chunk.bytes().length);
            });
    process.start().await("2s");
    assertThat(process.ended()).isFalse();
    assertThat(Files.readAllLines(progress)).hasSizeLessThan(200);
    held.countDown();
    assertOk(ended(process));
    assertThat(bytes).hasValue(400 * 65536L);
    Files.delete(progress);
  }

  // ---- through another host

  @Test
  void manyHostsBehindOneJumpHost() throws Exception {
    try (var proxy = proxy()) {
      var user = Objects.requireNonNull(connection().user());
      var params =
          connection()
              .withHostKeys(HostKeyPolicy.OFF)
              .withJump(user + "@127.0.0.1:" + proxy.port());
      var action = ended(new Remote("echo $EXECO_RANK", hosts.hosts(20), params).start());
      assertOk(action);
      assertThat(action.processes())
          .extracting(ManagedProcess::stdout)
          .isEqualTo(IntStream.range(0, 20).mapToObj(i -> i + "\n").toList());
      assertThat(proxy.accepted()).isEqualTo(1);
    }
  }

  @Test
  void jumpHostsInACircle(@TempDir Path directory) throws Exception {
    var config = directory.resolve("config");
    Files.writeString(
        config,
        """
        Host circle-a
          ProxyJump circle-b
        Host circle-b
          ProxyJump circle-c
        Host circle-c
          ProxyJump circle-a
        """);
    var params = connection().withSshOptions(List.of("-F", config.toString()));
    var process = new SshProcess("echo ran", new Host("circle-a"), params).start();
    process.await("20s");
    assertThat(process.ended()).as(process.dump()).isTrue();
    assertFailedToConnect(
        process, "lead in a circle: circle-b via circle-c via circle-a via circle-b;");
  }

  // ---- connections that die

  @Test
  void deadIdleConnectionIsReplaced() throws Exception {
    try (var proxy = proxy()) {
      var params = through(proxy).withKeepAlive(Duration.ZERO);
      assertOk(ended(process("echo ran", params).start()));
      proxy.stall();
      process("true", params).start().await("3s");
      assertOk(ended(process("echo ran", params).start()));
      assertThat(proxy.accepted()).isGreaterThan(1);
    }
  }

  @Test
  void hostThatVanishesIsNoticed() throws Exception {
    try (var proxy = proxy()) {
      var process =
          process("echo ready; sleep 1000", through(proxy).withKeepAlive(Duration.ofSeconds(3)));
      ready(process.start());
      proxy.stall();
      process.await("40s");
      assertThat(process.ended()).isTrue();
      assertFailedToConnect(process, "connection lost: Timeout");
    }
  }

  @Test
  void killEndsTheProcessThoughTheHostIsSilent() throws Exception {
    try (var proxy = proxy()) {
      var params = through(proxy).withKeepAlive(Duration.ZERO);
      var process = process("echo ready; sleep 1000", params);
      ready(process.start());
      proxy.stall();
      process.kill(Signal.KILL);
      process.await("40s");
      assertThat(process.ended()).isTrue();
      assertThat(process.signal()).isEqualTo(9);
    }
  }

  // ---- the leash

  @Test
  void whatRunsEndsSoonAfterItsConnection() throws Exception {
    var process =
        command("sleep 2; setsid sleep 1000 & (trap '' HUP; sleep 1000) & echo ready; wait")
            .start();
    ready(process);
    hosts.disconnect(host(), trace.processes());
    ended(process);
    assertFailedToConnect(process, "lost");
    trace.awaitNone(LEASHED);
  }

  @Test
  void whatAnEndedCommandLeftBehindMayStay() throws Exception {
    assertOk(run("sleep 0.6; setsid sleep 30 >/dev/null 2>&1 & sleep 30 >/dev/null 2>&1 &"));
    var other = command("sleep 0.5; echo ready; sleep 1000").start();
    ready(other);
    hosts.disconnect(host(), trace.processes());
    ended(other);
    assertThat(trace.processes().stream().map(process -> process.info().commandLine().orElse("")))
        .as("what the first command left behind")
        .filteredOn(line -> line.endsWith("sleep 30"))
        .hasSize(2);
  }
}
