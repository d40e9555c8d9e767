package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.Remote;
import execo.host.ConnectionParams;
import execo.process.LocalProcess;
import execo.process.ManagedProcess;
import execo.process.Signal;
import execo.process.SshProcess;
import execo.tests.real.RealSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of the connector {@code openssh} to one host share a connection. */
@RealSshd
class SharedConnectionTest extends ConnectorContract {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String WHICH = "echo ${SSH_CONNECTION% * *}";

  SharedConnectionTest() {
    super(new SshdHosts());
  }

  /** Options that no other test has, so that this one begins without a connection. */
  private static ConnectionParams own(ConnectionParams params, Trace trace) {
    return params.withSshOptions(
        List.of("-F", "none", "-o", "BatchMode=yes", "-o", "SendEnv=X" + trace.mark()));
  }

  @Override
  ConnectionParams connection() {
    return own(hosts.connection(), trace);
  }

  /** A shared connection does not carry the mark as a setting of ssh's: the command sets it. */
  @Override
  SshProcess command(String line) {
    return super.command(line).env("LC_EXECO_TEST", trace.mark());
  }

  private void share() {
    var first = run(WHICH);
    var second = run(WHICH);
    var third = run(WHICH);
    assertThat(List.of(first, second, third)).allSatisfy(ConnectorContract::assertOk);
    assertThat(second.stdout()).isNotEqualTo(first.stdout());
    assertThat(third.stdout()).isEqualTo(second.stdout());
    assertThat(third.stderr()).isEmpty();
  }

  private SshProcess ready(String rest) {
    var process = command("echo ready; " + rest).start();
    assertThat(process.expect("ready", LONG)).as(process.dump()).isPresent();
    return process;
  }

  @Test
  void commandsShareTheConnectionOfTheSecond() {
    share();
    assertThat(run("exit 255").exitCode()).isEqualTo(255);
    assertThat(run("kill -TERM $$").signal()).isEqualTo(15);
    var apart = run("echo out; echo err >&2");
    assertThat(apart.stdout()).isEqualTo("out\n");
    assertThat(apart.stderr()).isEqualTo("err\n");
  }

  @Test
  void moreCommandsThanSessions() {
    var limited = connection().withPort(((SshdHosts) hosts).settings().limitedPort());
    for (int i = 0; i < 2; i++) {
      assertOk(ended(new SshProcess("true", host(), limited).start()));
    }
    var all = new Remote("sleep 1; " + WHICH, Collections.nCopies(24, host()), limited);
    assertOk(ended(all.start()));
    assertThat(all.processes()).extracting(ManagedProcess::stderr).containsOnly("");
    var connections = new HashSet<>(all.processes().stream().map(ManagedProcess::stdout).toList());
    assertThat(connections).hasSizeBetween(2, 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  void killingOneLeavesTheOthersAlone(String signal) throws Exception {
    share();
    var lasting = ready("until [ -e stop-" + trace.mark() + " ]; do sleep 0.1; done; echo end");
    var doomed = ready("sleep 1000 & sleep 1000");
    doomed.kill(Signal.valueOf(signal));
    ended(doomed);
    assertThat(doomed.ok()).as(doomed.dump()).isTrue();
    assertThat(lasting.running()).isTrue();
    var stop = Files.createFile(hosts.home(host()).resolve("stop-" + trace.mark()));
    try {
      assertOk(ended(lasting));
      assertThat(lasting.stdout()).isEqualTo("ready\nend\n");
      trace.awaitNone(SOON);
    } finally {
      Files.delete(stop);
    }
  }

  @Test
  void lossOfTheConnectionIsAnErrorOfAllThatUseIt() throws Exception {
    share();
    var all = IntStream.range(0, 3).mapToObj(i -> ready("sleep 1000 & sleep 1000")).toList();
    hosts.disconnect(host(), trace.processes());
    for (var process : all) {
      ended(process);
      assertFailedToConnect(process, "lost");
    }
    trace.awaitNone(SOON);
    assertOk(run(WHICH));
    assertOk(run(WHICH));
  }

  /** Runs commands until they share a connection, then one that goes on, or ends. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      var test = new SharedConnectionTest();
      var trace = new Trace(args[0]);
      var params = own(test.hosts.connection(), trace);
      for (int i = 0; i < 3; i++) {
        new SshProcess("true", test.host(), params).run();
      }
      var line = args[1].equals("exit") ? "echo ready" : "echo ready; sleep 1000 & sleep 1000";
      new SshProcess(line, test.host(), params)
          .env("LC_EXECO_TEST", trace.mark())
          .onStdoutLines((process, text) -> System.out.println(text))
          .run();
      System.exit(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit", "be killed"})
  void nothingOutlivesTheProgram(String manner) throws Exception {
    var program =
        new LocalProcess(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                trace.mark(),
                manner));
    try (program) {
      program.start();
      assertThat(program.expect("ready", LONG)).as(program.dump()).isPresent();
      if (!manner.equals("exit")) {
        assertThat(masters(program)).isNotEmpty();
        program.kill(Signal.KILL);
      }
      ended(program);
      trace.awaitNone(SOON);
      for (var master : masters(program)) {
        master.onExit().get(20, TimeUnit.SECONDS);
      }
      if (manner.equals("exit")) {
        assertThat(directories(program)).isEmpty();
      }
    }
  }

  private static List<ProcessHandle> masters(LocalProcess program) {
    return ProcessHandle.allProcesses()
        .filter(process ->
            process
                .info()
                .commandLine()
                .filter(line -> line.contains(name(program)) && line.contains(" -M "))
                .isPresent())
        .toList();
  }

  private static List<Path> directories(LocalProcess program) throws Exception {
    try (var files = Files.list(Path.of("/tmp"))) {
      return files.filter(file -> file.toString().contains(name(program))).toList();
    }
  }

  private static String name(LocalProcess program) {
    return "execo-ssh-" + program.pid() + "-";
  }
}
