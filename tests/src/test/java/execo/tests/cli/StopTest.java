package execo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.Host;
import execo.testbed.Fleet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a run is ended before its time. */
class StopTest {
  @TempDir Path directory;
  private Fleet fleet;
  private Host host;
  private Cli execo;

  @BeforeEach
  void start() {
    fleet = Fleet.start(1);
    host = fleet.hosts().getFirst();
    execo = new Cli(fleet, directory);
  }

  @AfterEach
  void end() {
    fleet.close();
  }

  /** Runs a line that writes the number of its shell to a file first. */
  private Cli.Running running(String line) throws Exception {
    var running =
        execo.start(null, "run", "-w", host.toString(), "echo $$ >.pid; mv .pid pid; " + line);
    await(() -> Files.exists(fleet.home(host).resolve("pid")) || !running.process().isAlive());
    return running;
  }

  private ProcessHandle shell() throws Exception {
    var pid = Files.readString(fleet.home(host).resolve("pid")).strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    var limit = Instant.now().plus(Duration.ofSeconds(30));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(limit);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void signalEndsTheCommandsAndPrintsTheReport(String signal, int code) throws Exception {
    var running = running("sleep 600; echo never");
    var shell = shell();
    running.signal(signal);
    var result = running.end();
    assertThat(result.code()).isEqualTo(code);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("Name ").contains("\ntotal ");
    shell.onExit().get(10, TimeUnit.SECONDS);
  }

  @Test
  void commandThatIgnoresTermIsKilled() throws Exception {
    var running = running("trap '' TERM INT; while :; do sleep 1; done");
    var shell = shell();
    running.signal("INT");
    assertThat(running.end().code()).isEqualTo(130);
    shell.onExit().get(10, TimeUnit.SECONDS);
  }

  @Test
  void secondSignalLeavesAtOnce() throws Exception {
    var running = running("trap 'echo once' TERM INT; while :; do sleep 1; done");
    var shell = shell();
    running.signal("INT");
    await(() -> {
      try {
        return Files.readString(running.out()).contains("once");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    running.signal("INT");
    var result = running.end();
    assertThat(result.code()).isEqualTo(130);
    assertThat(result.err()).doesNotContain("total");
    shell.onExit().get(20, TimeUnit.SECONDS);
  }

  @Test
  void readerThatLeavesEndsTheCommandsQuietly() throws Exception {
    var err = directory.resolve("err");
    var process =
        execo
            .builder(List.of("run", "-w", host.toString(), "echo $$ >pid; yes"))
            .redirectError(err.toFile())
            .start();
    try {
      try (var out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        assertThat(out.readLine()).isEqualTo(host + ": y");
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(141);
    assertThat(err).isEmptyFile();
    var pid = Long.parseLong(Files.readString(fleet.home(host).resolve("pid")).strip());
    await(() -> ProcessHandle.of(pid).isEmpty());
  }
}
