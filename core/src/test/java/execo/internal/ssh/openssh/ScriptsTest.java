package execo.internal.ssh.openssh;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.internal.os.Await;
import execo.process.Expectation;
import execo.process.LocalProcess;
import execo.process.Signal;
import execo.process.StdStream;
import execo.spi.RemoteCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The supervisor and its watcher, run by a login shell on this machine. */
@Timeout(60)
class ScriptsTest {
  private static final EffectiveConnection CONNECTION =
      EffectiveConnection.of(Host.of("h"), ConnectionParams.none(), ConnectionParams.defaults());

  private final List<LocalProcess> started = new ArrayList<>();

  @TempDir Path directory;

  @AfterEach
  void leaveNothingBehind() {
    started.forEach(process -> process.kill(Signal.KILL));
  }

  private static String line(String command, String mode) {
    return line(command, mode, Map.of(), null);
  }

  private static String line(
      String command, String mode, Map<String, String> environment, @Nullable String directory) {
    var remote =
        new RemoteCommand(
            CONNECTION, command, environment, directory, mode.equals("stdin"), 1, false);
    return OpensshCommandLine.supervised(remote, "tag", mode);
  }

  private LocalProcess start(String shell, String line) {
    var process =
        new LocalProcess(List.of(shell, "-c", line))
            .env("SHELL", shell)
            .openStdin()
            .killTimeout("1s")
            .nologExitCode()
            .killSubprocesses(true);
    started.add(process);
    return process.start();
  }

  private static long group(LocalProcess process) {
    var mark = process.expect("\036tag start (\\d+)\036", "10s").orElseThrow();
    return Long.parseLong(mark.group(1));
  }

  private static long child(LocalProcess process) {
    var line = Expectation.of("child=(\\d+)\n").on(StdStream.OUT).timeout("10s");
    return Long.parseLong(process.expect(line).orElseThrow().group(1));
  }

  private static String members(LocalProcess process) {
    var all = new LocalProcess("ps -o stat=,pid= -s " + process.pid()).run().stdout();
    return all.lines().filter(line -> !line.startsWith("Z")).collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void marksStartAndEnd(String shell) {
    for (var mode : List.of("control", "stdin", "tty")) {
      var process = start(shell, line("echo out; echo err >&2; exit 7", mode)).await("10s");
      assertThat(process.stdout()).isEqualTo("out\n");
      assertThat(process.stderr())
          .isEqualTo("\036tag start " + process.pid() + "\036err\n\036tag end 7\036");
      assertThat(process.exitCode()).isEqualTo(7);
      Await.until("the end of all", () -> members(process).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void tellsTheSignalOfADeath(String shell) {
    var process = start(shell, line("kill -KILL $$", "control")).await("10s");
    assertThat(process.stderr()).endsWith("\036tag end 137\036");
    assertThat(process.exitCode()).isEqualTo(137);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void setsUpTheSurroundings(String shell) throws Exception {
    var odd = "a'b \"c\" $d `e` \\ \n;!";
    var line =
        line(
            "printf '%s|' \"$ONE\" \"$TWO\"; pwd -P",
            "stdin", Map.of("ONE", odd, "TWO", ""), directory.toString());
    var process = start(shell, line).await("10s");
    assertThat(process.stdout()).isEqualTo(odd + "||" + directory.toRealPath() + "\n");
    var missing = start(shell, line("echo never", "stdin", Map.of(), "/no/such")).await("10s");
    assertThat(missing.stdout()).isEmpty();
    assertThat(missing.exitCode()).isOne();
    assertThat(missing.stderr()).contains("/no/such").endsWith("\036tag end 1\036");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void passesStandardInputOnlyWhenAsked(String shell) {
    var stdin = start(shell, line("cat", "stdin")).write("a\0b\036c").closeStdin().await("10s");
    assertThat(stdin.stdout()).isEqualTo("a\0b\036c");
    var control = start(shell, line("cat; echo end", "control")).await("10s");
    assertThat(control.stdout()).isEqualTo("end\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void passesSignalsToTheWholeGroup(String shell) {
    var script =
        "sleep 300 & echo child=$!; trap 'echo caught' USR1; echo ready; while :; do sleep 300 & wait; done";
    var process = start(shell, line(script, "control"));
    assertThat(group(process)).isEqualTo(process.pid());
    var child = child(process);
    assertThat(process.expect(Expectation.of("ready").on(StdStream.OUT).timeout("10s")))
        .isPresent();
    process.println("USR1");
    assertThat(process.expect(Expectation.of("caught").on(StdStream.OUT).timeout("10s")))
        .isPresent();
    process.println("TERM").await("10s");
    assertThat(process.stderr()).endsWith("\036tag end 143\036");
    Await.gone(child);
    Await.until("the end of all", () -> members(process).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void endsTheGroupWhenTheConnectionGoes(String shell) {
    var process = start(shell, line("sleep 300 & echo child=$!; wait", "control"));
    var child = child(process);
    process.closeStdin().await("10s");
    assertThat(process.exitCode()).isEqualTo(143);
    Await.gone(child);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void diesWholeByAKill(String shell) {
    var script = "trap '' TERM; sleep 300 & echo child=$!; wait; wait";
    var process = start(shell, line(script, "control"));
    var child = child(process);
    process.println("KILL").await("10s");
    assertThat(process.signal()).isEqualTo(9);
    Await.gone(child);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void leashedGroupsEndWithTheirConnection(String shell) {
    // An outer shell stands for the connection; killed, it takes the group with it.
    var inner = line("echo pid=$$; exec sleep 300", "stdin");
    var outer =
        new LocalProcess(
                List.of(shell, "-c", "setsid " + shell + " -c \"$1\" & wait", "outer", inner))
            .env("SHELL", shell)
            .openStdin()
            .killSubprocesses(false)
            .start();
    var pid = Long.parseLong(outer.expect("pid=(\\d+)\n", "10s").orElseThrow().group(1));
    assertThat(Await.runs(pid)).isTrue();
    outer.kill(Signal.KILL);
    Await.gone(pid);
    outer.await("10s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void leavesNothingBehindAfterAnEnd(String shell) {
    for (var mode : List.of("control", "stdin")) {
      var token = "execo-test-" + System.nanoTime();
      var process = start(shell, line(": " + token, mode)).await("10s");
      assertThat(process.exitCode()).isZero();
      Await.until(
          "the watcher's end",
          () ->
              new LocalProcess("ps -A -o args=")
                  .run()
                  .stdout()
                  .lines()
                  .noneMatch(l ->
                      l.contains("execo leash " + process.pid())
                          || l.contains("execo control " + process.pid())));
    }
  }
}
