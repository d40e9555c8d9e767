package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.LocalProcess;
import execo.process.ManagedProcess;
import execo.process.Signal;
import execo.process.SshProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A detached command outlives its connection and the program that started it. */
abstract class LeashContract extends ConnectorContract {
  private static final Duration SOON = Duration.ofSeconds(20);

  private Path sign;

  LeashContract(HostsUnderTest hosts) {
    super(hosts);
  }

  @BeforeEach
  void chooseFile() {
    sign = hosts.home(host()).resolve("sign-" + trace.mark());
  }

  @AfterEach
  void removeFiles() throws Exception {
    Files.deleteIfExists(sign);
    for (var input : inputs()) {
      Files.deleteIfExists(proof(input));
    }
  }

  private List<String> inputs() {
    return hosts.terminals() ? List.of("none", "open", "terminal") : List.of("none", "open");
  }

  private Path proof(String input) {
    return sign.resolveSibling("proof-" + input + "-" + trace.mark());
  }

  /** Waits for the sign, then long enough for any leash to be pulled, and proves that it lives. */
  private String survivor(String input) {
    return "echo ready; until [ -e %s ]; do sleep 0.1; done; sleep 3; echo alive >%s"
        .formatted(sign.getFileName(), proof(input).getFileName());
  }

  private SshProcess detached(String input) {
    var params = connection().withTty(input.equals("terminal"));
    var process = new SshProcess(survivor(input), host(), params).detached();
    if (input.equals("open")) {
      process.openStdin();
    }
    return process.start();
  }

  private static <P extends ManagedProcess> List<P> ready(List<P> processes) {
    processes.forEach(p -> assertThat(p.expect("ready", LONG)).as(p.dump()).isPresent());
    return processes;
  }

  private void assertAllLive() throws Exception {
    Files.createFile(sign);
    var end = System.nanoTime() + SOON.toNanos();
    for (var input : inputs()) {
      var proof = proof(input);
      while (!Files.exists(proof) || Files.size(proof) == 0) {
        assertThat(System.nanoTime()).as("nothing is left of '%s'", input).isLessThan(end);
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertThat(proof).hasContent("alive");
    }
    trace.awaitNone(SOON);
  }

  @Test
  void detachedCommandOutlivesItsConnection() throws Exception {
    var processes = ready(inputs().stream().map(this::detached).toList());
    hosts.disconnect(host(), trace.processes());
    for (var process : processes) {
      ended(process);
      assertFailedToConnect(process, "lost");
    }
    assertAllLive();
  }

  @Test
  void detachedCommandOutlivesTheProgram() throws Exception {
    var programs =
        inputs().stream()
            .map(input ->
                Victim.program(host(), hosts.connection(), trace, input, survivor(input)).start())
            .toList();
    try {
      ready(programs).forEach(program -> program.kill(Signal.KILL));
      programs.forEach(ConnectorContract::ended);
      assertAllLive();
    } finally {
      programs.forEach(LocalProcess::close);
    }
  }

  @Test
  void detachedCommandCanBeKilled() throws Exception {
    var processes = ready(inputs().stream().map(this::detached).toList());
    processes.forEach(SshProcess::kill);
    for (var process : processes) {
      ended(process);
      assertThat(process.signal()).as(process.dump()).isEqualTo(15);
      assertThat(process.ok()).isTrue();
    }
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
