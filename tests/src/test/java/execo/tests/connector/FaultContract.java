package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.LocalProcess;
import execo.tests.real.NetnsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * On hosts that fail in all the ways that hosts fail in, each has the right state and reason,
 * within its deadline, while the others finish.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class FaultContract {
  static final String LONG = "90s";
  private static final String ECHO = "echo here";

  /** A busy machine may take so much longer than the deadline of a fault. */
  static final Duration SLACK = Duration.ofSeconds(6);

  final NetnsSettings netns = NetnsSettings.ofEnvironment();
  private final String connector;
  private final TreeSet<Integer> broken = new TreeSet<>();

  @TempDir Path directory;

  FaultContract(String connector) {
    this.connector = connector;
  }

  /** What became of one host. */
  record Result(boolean ok, String exitCode, int bytes, Duration length, String reason) {}

  // ---- the hosts

  final LocalProcess service(String... words) {
    var command = new ArrayList<>(List.of("sh", netns.script().toString()));
    command.addAll(List.of(words));
    var process = new LocalProcess(command).run(LONG);
    assertThat(process.finishedOk()).as(process.dump()).isTrue();
    return process;
  }

  final void fault(int host, String kind, String... more) {
    broken.add(host);
    var words = new ArrayList<>(List.of("fault", kind, "h" + host));
    words.addAll(List.of(more));
    service(words.toArray(String[]::new));
  }

  @AfterEach
  void healAll() {
    broken.forEach(host -> service("heal", "h" + host));
  }

  private static String address(int host) {
    return "10.98.0." + host;
  }

  // ---- the program in their network

  final LocalProcess program(Path knownHosts, String command, List<String> hosts) {
    var words =
        new ArrayList<>(
            List.of(
                "ip",
                "netns",
                "exec",
                netns.control(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FaultProgram.class.getName(),
                connector,
                netns.user(),
                netns.key().toString(),
                knownHosts.toString(),
                command));
    words.addAll(hosts);
    return new LocalProcess(words).start();
  }

  static List<Result> results(LocalProcess program, int count) {
    program.await(LONG);
    assertThat(program.finishedOk()).as(program.dump()).isTrue();
    var all = new Result[count];
    program
        .stdout()
        .lines()
        .filter(line -> line.startsWith("result "))
        .map(line -> line.split(" ", 7))
        .forEach(parts ->
            all[Integer.parseInt(parts[1])] =
                new Result(
                    parts[2].equals("ok"),
                    parts[3],
                    Integer.parseInt(parts[4]),
                    Duration.ofMillis(Long.parseLong(parts[5])),
                    parts[6]));
    assertThat(all).as(program.dump()).doesNotContainNull();
    return List.of(all);
  }

  private List<Result> run(String command, List<String> hosts) {
    try (var program = program(netns.knownHosts(), command, hosts)) {
      return results(program, hosts.size());
    }
  }

  static List<String> addresses(int... hosts) {
    return IntStream.of(hosts).mapToObj(FaultContract::address).toList();
  }

  static void assertOk(Result result) {
    assertThat(result.ok()).as("%s", result).isTrue();
    assertThat(result.exitCode()).isEqualTo("0");
    assertThat(result.reason()).isEmpty();
  }

  static void assertError(Result result, Duration deadline, String... reasons) {
    assertThat(result.ok()).as("%s", result).isFalse();
    assertThat(result.exitCode()).as("%s", result).isEqualTo("null");
    assertThat(result.reason()).containsAnyOf(reasons);
    assertThat(result.length()).as("%s", result).isLessThan(deadline.plus(SLACK));
  }

  // ---- that cannot be reached

  @Test
  void hostsThatCannotBeReached() {
    fault(1, "sshd-stop");
    fault(2, "sshd-hang");
    fault(3, "blackhole");
    fault(4, "reject");
    fault(5, "linkdown");
    var results = run(ECHO, addresses(6, 1, 2, 3, 4, 5, 6));
    assertOk(results.getFirst());
    assertError(results.get(1), Duration.ZERO, "refused");
    assertError(results.get(2), FaultProgram.CONNECT, "timed out", "timeout", "Timeout");
    assertError(results.get(3), FaultProgram.CONNECT, "timed out", "timeout", "Timeout");
    assertError(results.get(4), Duration.ZERO, "No route to host", "unreachable");
    assertError(
        results.get(5), FaultProgram.CONNECT, "timed out", "timeout", "Timeout", "No route");
    assertOk(results.get(6));
    assertThat(results.getFirst().length()).isLessThan(SLACK);
    assertThat(results.get(6).length()).isLessThan(SLACK);
  }

  @Test
  void keysThatAreNotRight() throws Exception {
    var stranger = key("stranger");
    var other = Files.readString(key("other_host").resolveSibling("other_host.pub"));
    var known = directory.resolve("known_hosts");
    // the first line that matches decides: the second host has another key than is known
    var line = address(2) + " " + String.join(" ", List.of(other.split(" ")).subList(0, 2));
    var rest = Files.readString(netns.knownHosts()).replace("* ", "10.98.0.1,10.98.0.3,10.98.0.4 ");
    Files.writeString(known, line + "\n" + rest);
    var hosts =
        List.of(address(1), address(2), address(3) + ",," + stranger, address(4), address(5));
    try (var program = program(known, ECHO, hosts)) {
      var results = results(program, 5);
      assertOk(results.get(0));
      assertError(results.get(1), Duration.ZERO, "Host key verification failed", "host key");
      assertError(results.get(2), Duration.ZERO, "Permission denied", "authentication");
      assertOk(results.get(3));
      assertError(results.get(4), Duration.ZERO, "Host key verification failed", "host key");
    }
  }

  private Path key(String name) {
    var file = directory.resolve(name);
    var made =
        new LocalProcess(
                List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString()))
            .run();
    assertThat(made.ok()).as(made.dump()).isTrue();
    return file;
  }

  // ---- that fail while a command runs

  @Test
  void hostsThatFailWhileACommandRuns() {
    var hosts = addresses(1, 2, 3, 4, 5, 6);
    // the healthy ones go on for longer than it takes to notice that the others are gone
    var command = "echo ready; sleep 12; echo end";
    try (var program = program(netns.knownHosts(), command, hosts)) {
      for (int i = 0; i < hosts.size(); i++) {
        assertThat(program.expect("ready \\d\\n", LONG)).as(program.dump()).isPresent();
      }
      var before = System.nanoTime();
      fault(1, "linkdown");
      fault(2, "crash");
      fault(3, "freeze");
      fault(4, "blackhole");
      for (int i = 0; i < 4; i++) {
        assertThat(program.expect("result \\d bad", LONG)).as(program.dump()).isPresent();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isLessThan(FaultProgram.KEEP_ALIVE.plus(SLACK));
      var results = results(program, hosts.size());
      for (var lost : results.subList(0, 4)) {
        assertError(lost, Duration.ofSeconds(60), "lost");
      }
      assertOk(results.get(4));
      assertOk(results.get(5));
    }
  }

  // ---- that are slow, or limit what they take

  @Test
  void slowLinksAndLossesDoNoHarm() {
    // 20 % would now and then be as silent as a dead host for the 3 seconds that it is waited for
    fault(1, "loss", "5");
    fault(2, "rate", "1mbit");
    fault(3, "delay", "100");
    var size = 200_000;
    var results = run("head -c " + size + " /dev/zero", addresses(1, 2, 3, 4));
    assertThat(results)
        .allSatisfy(result -> {
          assertOk(result);
          assertThat(result.bytes()).isEqualTo(size);
        });
  }

  @Test
  void sameHostManyTimesWhereConnectionsAndSessionsAreLimited() {
    var port = "23";
    var server =
        "exec $(command -v sshd) -f %s/sshd_config -o Port=%s -o MaxStartups=10:30:100 -o MaxSessions=10 -o PidFile=/tmp/limited.pid"
            .formatted(netns.knownHosts().getParent(), port);
    service("exec", "h6", "sh", "-c", "PATH=$PATH:/usr/sbin; " + server);
    try {
      var results = run("sleep 1; echo here", Collections.nCopies(24, address(6) + "," + port));
      assertThat(results).allSatisfy(FaultContract::assertOk);
    } finally {
      service("exec", "h6", "sh", "-c", "kill $(cat /tmp/limited.pid)");
    }
  }
}
