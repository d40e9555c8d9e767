package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.Signal;
import execo.process.SshProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A detached command outlives its connection and the program that started it. */
abstract class LeashContract extends ConnectorContract {
  private static final Duration SOON = Duration.ofSeconds(20);

  private Path sign;
  private Path proof;

  LeashContract(HostsUnderTest hosts) {
    super(hosts);
  }

  @BeforeEach
  void chooseFiles() {
    var home = hosts.home(host());
    sign = home.resolve("sign-" + trace.mark());
    proof = home.resolve("proof-" + trace.mark());
  }

  @AfterEach
  void removeFiles() throws Exception {
    Files.deleteIfExists(sign);
    Files.deleteIfExists(proof);
  }

  /** Waits for a sign, then long enough for any leash to be pulled, and proves that it lives. */
  private String survivor() {
    return "echo ready; until [ -e %s ]; do sleep 0.1; done; sleep 3; echo alive >%s"
        .formatted(sign.getFileName(), proof.getFileName());
  }

  private String possible(String input) {
    return input.equals("terminal") && !hosts.terminals() ? "open" : input;
  }

  private SshProcess detached(String wanted) {
    var input = possible(wanted);
    var params = connection().withTty(input.equals("terminal"));
    var process = new SshProcess(survivor(), host(), params).detached();
    if (input.equals("open")) {
      process.openStdin();
    }
    process.start();
    assertThat(process.expect("ready", LONG)).as(process.dump()).isPresent();
    return process;
  }

  private void assertAlive() throws Exception {
    Files.createFile(sign);
    var end = System.nanoTime() + SOON.toNanos();
    while (!Files.exists(proof) || Files.size(proof) == 0) {
      assertThat(System.nanoTime()).as("nothing is left of the command").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(proof).hasContent("alive");
    trace.awaitNone(SOON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "open", "terminal"})
  void detachedCommandOutlivesItsConnection(String input) throws Exception {
    var process = detached(input);
    hosts.disconnect(host(), trace.processes());
    ended(process);
    assertFailedToConnect(process, "lost");
    assertAlive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "open", "terminal"})
  void detachedCommandOutlivesTheProgram(String input) throws Exception {
    var program = Victim.program(host(), hosts.connection(), trace, possible(input), survivor());
    try (program) {
      program.start();
      assertThat(program.expect("ready", LONG)).as(program.dump()).isPresent();
      program.kill(Signal.KILL);
      ended(program);
      assertAlive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "open", "terminal"})
  void detachedCommandCanBeKilled(String input) throws Exception {
    var process = detached(input);
    process.kill();
    ended(process);
    assertThat(process.signal()).as(process.dump()).isEqualTo(15);
    assertThat(process.ok()).isTrue();
    trace.awaitNone(SOON);
  }

  @Test
  void detachedCommandThatEndsIsAsAnyOther() {
    var process = command("echo out; echo err >&2; exit 3").detached();
    ended(process.start());
    assertThat(process.exitCode()).as(process.dump()).isEqualTo(3);
    assertThat(process.stdout()).isEqualTo("out\n");
    assertThat(process.stderr()).isEqualTo("err\n");
  }
}
