package execo.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.action.Remote;
import execo.host.Host;
import execo.process.LocalProcess;
import execo.process.ManagedProcess;
import execo.process.SshProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The hosts as plain ssh and scp see them, and their own life. */
@Timeout(60)
class FleetTest {
  private static List<String> client(String program, Fleet fleet, String... words) {
    var params = fleet.connection();
    var line = new ArrayList<String>();
    line.addAll(List.of(program, "-F", "none", "-o", "BatchMode=yes", "-i"));
    line.add(Objects.requireNonNull(params.keyFile()).toString());
    line.addAll(List.of("-o", "UserKnownHostsFile=" + params.knownHosts()));
    line.addAll(List.of("-o", "StrictHostKeyChecking=yes"));
    line.addAll(List.of(program.equals("ssh") ? "-p" : "-P", Integer.toString(fleet.port())));
    line.addAll(List.of(words));
    return line;
  }

  private static LocalProcess ssh(Fleet fleet, String... words) {
    return new LocalProcess(client("ssh", fleet, words)).nologExitCode();
  }

  private static ManagedProcess echo(Fleet fleet, Host host) {
    var params = fleet.connection().withConnectTimeout(Duration.ofSeconds(2));
    return new SshProcess("echo ran", host, params).nologError().run();
  }

  @Test
  void hostsRunCommandsInTheirOwnHomes() {
    try (var fleet = Fleet.start(20)) {
      var action =
          new Remote("echo $HOSTNAME $HOME; pwd; cat", fleet.hosts(), fleet.connection())
              .input("x\n")
              .run();
      assertThat(action.processes()).hasSize(20).allMatch(ManagedProcess::finishedOk);
      for (var process : action.processes()) {
        var host = Objects.requireNonNull(process.host());
        var home = fleet.home(host).toString();
        assertThat(process.stdout().lines())
            .containsExactly(host.address() + " " + home, home, "x");
      }
    }
  }

  @Test
  void environmentIsThatOfALogin() {
    try (var fleet = Fleet.start(1)) {
      var env =
          ssh(fleet, "-o", "SetEnv=LC_A=1 EXECO_B=2 C=3 PATH=/nowhere", "127.1.0.1", "env").run();
      assertThat(env.stdout().lines().map(line -> line.substring(0, line.indexOf('='))))
          .contains("LC_A", "EXECO_B", "HOME", "USER", "LOGNAME", "SHELL", "SSH_CONNECTION")
          .doesNotContain("C", "JAVA_HOME", "TERM");
      assertThat(env.stdout()).doesNotContain("/nowhere");
    }
  }

  @Test
  void commandsEndAsUnderSshd() {
    try (var fleet = Fleet.start(1)) {
      assertThat(ssh(fleet, "127.1.0.1", "exit 42").run().exitCode()).isEqualTo(42);
      var killed = ssh(fleet, "127.1.0.1", "kill -KILL $$").run();
      assertThat(killed.exitCode()).isEqualTo(255);
      assertThat(killed.stderr()).isEmpty();
      var shell = ssh(fleet, "127.1.0.1").input("echo from $0; exit 3\n").run();
      assertThat(shell.stdout()).isEqualTo("from /bin/sh\n");
      assertThat(shell.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void commandLeadsASessionOfItsOwnUnderAParentThatGoesWithTheConnection() throws Exception {
    try (var fleet = Fleet.start(1)) {
      var command = ssh(fleet, "127.1.0.1", "ps -o pid=,ppid=,pgid=,sid= -p $$; sleep 60");
      var ids = command.start().expect("(\\d+) +(\\d+) +(\\d+) +(\\d+)", "20s").orElseThrow();
      assertThat(ids.group(3)).isEqualTo(ids.group(1));
      assertThat(ids.group(4)).isEqualTo(ids.group(1));
      var parent = ProcessHandle.of(Long.parseLong(ids.group(2))).orElseThrow();
      var shell = ProcessHandle.of(Long.parseLong(ids.group(1))).orElseThrow();
      fleet.disconnect(new Host("127.1.0.1"));
      parent.onExit().get();
      assertThat(shell.isAlive()).isTrue();
      command.await("20s");
      assertThat(command.exitCode()).isEqualTo(255);
    }
  }

  @Test
  void portsAreForwarded() {
    try (var fleet = Fleet.start(2)) {
      var forward = ssh(fleet, "-W", "127.1.0.2:" + fleet.port(), "127.1.0.1").openStdin().start();
      assertThat(forward.expect("SSH-2.0-", "20s")).isPresent();
      forward.kill().await("20s");
    }
  }

  @Test
  void bothProtocolsOfScpWork(@TempDir Path local) throws Exception {
    var file = Files.writeString(local.resolve("f"), "text");
    try (var fleet = Fleet.start(1)) {
      for (var protocol : List.of("-O", "-s")) {
        var copy = client("scp", fleet, protocol, file.toString(), "127.1.0.1:~/to" + protocol);
        assertThat(new LocalProcess(copy).run().ok()).isTrue();
        assertThat(fleet.home(new Host("127.1.0.1")).resolve("to" + protocol)).hasContent("text");
      }
    }
  }

  @Test
  void hostsMayRefuseAndHangAndComeBack() {
    try (var fleet = Fleet.start(2)) {
      var host = fleet.hosts().getFirst();
      var other = fleet.hosts().getLast();
      fleet.stop(host);
      assertThat(echo(fleet, host).reason()).contains("refused");
      fleet.hang(host);
      assertThat(echo(fleet, host).reason()).contains("timed out");
      assertThat(echo(fleet, other).ok()).isTrue();
      fleet.restart(host);
      assertThat(echo(fleet, host).stdout()).isEqualTo("ran\n");
    }
  }

  @Test
  void closingEndsWhatRunsAndDeletesWhatIsThere() {
    Path directory;
    ProcessHandle daemon;
    LocalProcess command;
    try (var fleet = Fleet.start(1)) {
      directory = fleet.directory();
      command = ssh(fleet, "127.1.0.1", "trap '' HUP TERM; setsid sleep 600 & echo $! up; wait");
      var pid = command.start().expect("(\\d+) up", "20s").orElseThrow().group(1);
      daemon = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
    command.await("20s");
    assertThat(command.ended()).isTrue();
    assertThat(daemon.onExit()).succeedsWithin(Duration.ofSeconds(20));
    assertThat(directory).doesNotExist();
  }

  @Test
  void manyHostsAreCheap() {
    var before = Thread.activeCount();
    try (var fleet = Fleet.start(1000)) {
      assertThat(fleet.hosts()).hasSize(1000).doesNotHaveDuplicates();
      assertThat(echo(fleet, fleet.hosts().getLast()).ok()).isTrue();
      assertThat(Thread.activeCount() - before).isLessThan(30);
    }
  }

  @Test
  void keyIsTheOwnersAlone() throws Exception {
    try (var fleet = Fleet.start(1)) {
      var key = Objects.requireNonNull(fleet.connection().keyFile());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(key)).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n");
    }
  }

  @Test
  void misuseIsRefused() {
    assertThatThrownBy(() -> Fleet.start(0)).isInstanceOf(IllegalArgumentException.class);
    try (var fleet = Fleet.start(1)) {
      assertThatThrownBy(() -> fleet.stop(new Host("127.0.0.1")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("127.0.0.1");
    }
  }
}
