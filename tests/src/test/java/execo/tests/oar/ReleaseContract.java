package execo.tests.oar;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.api.JobState;
import execo.g5k.oar.OarJob;
import execo.process.LocalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that asked for it leaves no job behind, however it ends. */
abstract class ReleaseContract extends OarContract {
  @TempDir Path directory;

  final LocalProcess program(String manner, String name, int jobs) throws IOException {
    Path configuration = directory.resolve("execo.yaml");
    Files.writeString(configuration, site.settings().configuration().text());
    var program =
        new LocalProcess(
                List.of(
                    "env",
                    // who runs the tests may have told them to ignore these
                    "--default-signal=HUP,INT,TERM",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Reserving.class.getName(),
                    site.site(),
                    manner,
                    name,
                    Integer.toString(jobs)))
            .env("EXECO_CONFIG", configuration.toString());
    return program.timeout("5m").nologExitCode();
  }

  private List<OarJob> jobs(LocalProcess program) {
    var match = program.expect("jobs ([\\d ]+)\\.", "3m");
    assertThat(match).as(program.dump()).isPresent();
    return Stream.of(match.get().group(1).split(" "))
        .map(id -> new OarJob(Long.parseLong(id), site.site()))
        .toList();
  }

  static void kill(LocalProcess program, String signal) throws Exception {
    var pid = Objects.requireNonNull(program.pid()).toString();
    new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
  }

  @ParameterizedTest
  @ValueSource(strings = {"return", "throw", "exit", "TERM", "INT", "HUP", "KILL"})
  void nothingIsLeft(String manner) throws Exception {
    end(manner, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"return", "HUP", "KILL"})
  void nothingIsLeftOfAnArray(String manner) throws Exception {
    end(manner, 3);
  }

  private void end(String manner, int number) throws Exception {
    try (var program = program(manner, "left", number).start()) {
      var jobs = jobs(program);
      assertThat(jobs).hasSize(number);
      if (manner.equals(manner.toUpperCase(Locale.ROOT))) {
        kill(program, manner);
      }
      program.await("2m");
      assertThat(program.ended()).as(program.dump()).isTrue();
      jobs.forEach(job -> await(job, info -> info.state().over()));
    }
  }

  @Test
  void whatIsKeptStays() throws Exception {
    try (var program = program("keep", "kept", 1).start()) {
      OarJob job = jobs(program).getFirst();
      program.await("2m");
      assertThat(program.exitCode()).as(program.dump()).isZero();
      assertThat(await(job, JobState.RUNNING).name()).startsWith("kept.execo-");
    }
  }

  /** Killed at a moment of which nobody knows how far the submission has come. */
  @Test
  void submissionUnderWayIsFound() throws Exception {
    List<OarJob> jobs = List.of();
    String name = "early" + ThreadLocalRandom.current().nextInt(1_000_000);
    try (var program = program("early", name, 1).start()) {
      assertThat(program.expect("submitting", "3m")).as(program.dump()).isPresent();
      // when the job is there, its number is on its way
      long end = System.nanoTime() + LONG.toNanos();
      while (jobs.isEmpty() && System.nanoTime() < end) {
        jobs = named(name);
      }
      kill(program, "KILL");
      program.await("1m");
    }
    assertThat(jobs).isNotEmpty();
    jobs.forEach(job -> await(job, info -> info.state().over()));
  }

  final List<OarJob> named(String name) {
    return oar.currentJobInfos(site.site()).stream()
        .filter(info -> info.name() != null && info.name().startsWith(name + "."))
        .map(info -> new OarJob(info.id(), site.site()))
        .toList();
  }
}
