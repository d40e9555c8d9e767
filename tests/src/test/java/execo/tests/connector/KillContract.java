package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.Signal;
import execo.process.SshProcess;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Killing a command ends all of it on the host, and nothing is left there. */
abstract class KillContract extends ConnectorContract {
  /** How the command's standard input is connected, which changes the way a signal takes. */
  enum Input {
    NONE,
    OPEN,
    TERMINAL
  }

  private static final Duration SOON = Duration.ofSeconds(20);

  KillContract(HostsUnderTest hosts) {
    super(hosts);
  }

  private SshProcess command(String line, Input input) {
    var terminal = input == Input.TERMINAL && hosts.terminals();
    var process = new SshProcess(line, host(), connection().withTty(terminal));
    if (input != Input.NONE && !terminal) {
      process.openStdin();
    }
    return process;
  }

  private static void ready(SshProcess process) {
    assertThat(process.expect("ready", LONG)).as(process.dump()).isPresent();
  }

  static Stream<Object[]> lives() {
    return Stream.of("sleep 1000", "sleep 1000 & sleep 1000", "sh -c 'sleep 1000 & sleep 1000'")
        .flatMap(line -> Stream.of(Input.values()).map(input -> new Object[] {line, input}));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void killEndsAllOfIt(String line, Input input) throws Exception {
    var process = command("echo ready; " + line, input);
    ready(process.start());
    process.kill();
    ended(process);
    assertThat(process.killed()).isTrue();
    assertThat(process.ok()).as(process.dump()).isTrue();
    assertThat(process.error()).isFalse();
    assertThat(process.signal()).as(process.dump()).isEqualTo(15);
    assertThat(process.exitCode()).isEqualTo(143);
    trace.awaitNone(SOON);
  }

  @Test
  void timeoutEndsAllOfItAndKeepsTheOutput() throws Exception {
    var line = "echo ready; sleep 1000 & sleep 1000";
    var processes =
        forAllInputs(input -> command(line, input).timeout(Duration.ofSeconds(4)).start());
    for (var process : processes) {
      ended(process);
      assertThat(process.timedOut()).isTrue();
      assertThat(process.ok()).isFalse();
      assertThat(process.exitCode()).as(process.dump()).isEqualTo(143);
      assertThat(process.stdout()).contains("ready");
    }
    trace.awaitNone(SOON);
  }

  @Test
  void killFollowsWhereTermIsIgnored() throws Exception {
    var line = "trap '' TERM HUP; echo ready; while :; do sleep 0.2; done";
    var processes =
        forAllInputs(input -> command(line, input).killTimeout(Duration.ofSeconds(1)).start());
    processes.forEach(KillContract::ready);
    processes.forEach(SshProcess::kill);
    for (var process : processes) {
      ended(process);
      assertThat(process.forcedKill()).as(process.dump()).isTrue();
      assertThat(process.signal()).as(process.dump()).isEqualTo(9);
      assertThat(process.exitCode()).isEqualTo(137);
      assertThat(process.error()).isFalse();
    }
    trace.awaitNone(SOON);
  }

  private static List<SshProcess> forAllInputs(Function<Input, SshProcess> start) {
    return Stream.of(Input.values()).map(start).toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "OPEN"})
  void commandMayHaveALastWord(Input input) throws Exception {
    var process =
        command("trap 'echo bye; exit 7' INT; echo ready; while :; do sleep 0.1; done", input);
    ready(process.start());
    process.kill(Signal.INT);
    ended(process);
    assertThat(process.stdout()).isEqualTo("ready\nbye\n");
    assertThat(process.exitCode()).as(process.dump()).isEqualTo(7);
    assertThat(process.signal()).isNull();
    assertThat(process.ok()).isTrue();
    trace.awaitNone(SOON);
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "OPEN"})
  void otherSignalsAreDelivered(Input input) {
    var process = command("trap 'echo usr1' USR1; echo ready; while :; do sleep 0.1; done", input);
    ready(process.start());
    process.kill(Signal.USR1);
    assertThat(process.expect("usr1", LONG)).as(process.dump()).isPresent();
    assertThat(process.running()).isTrue();
    process.kill(Signal.KILL);
    ended(process);
    assertThat(process.signal()).isEqualTo(9);
  }

  @ParameterizedTest
  @EnumSource
  void killRightAfterTheStart(Input input) throws Exception {
    var process = command("sleep 1000 & sleep 1000", input).start();
    process.kill();
    ended(process);
    assertThat(process.killed()).isTrue();
    assertThat(process.error()).as(process.dump()).isFalse();
    trace.awaitNone(SOON);
  }

  @Test
  void killOfAllHosts() throws Exception {
    var action = remote("echo ready; sleep 1000 & sleep 1000", hosts.hosts(20));
    action.start();
    assertThat(action.expect("ready", LONG)).allMatch(match -> match.isPresent());
    action.kill();
    assertOk(ended(action));
    trace.awaitNone(SOON);
  }

  @Test
  void closingWaitsForTheEnd() throws Exception {
    var process = command("echo ready; sleep 1000", Input.NONE);
    try (process) {
      ready(process.start());
    }
    assertThat(process.ended()).isTrue();
    trace.awaitNone(SOON);
  }
}
