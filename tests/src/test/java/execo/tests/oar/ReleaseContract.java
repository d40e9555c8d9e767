package execo.tests.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import execo.g5k.api.JobState;
import execo.g5k.oar.OarJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that asked for it leaves no job behind, however it ends. */
abstract class ReleaseContract extends OarContract {
  @TempDir Path directory;

  final ReservingProgram programs() {
    return new ReservingProgram(site.settings(), directory, site.site(), "frontends");
  }

  @Test
  void nothingIsLeft() {
    together(
        List.of("return", "throw", "exit", "TERM", "INT", "HUP", "KILL", "releaseOnExit"),
        manner -> end(manner, 1));
  }

  @Test
  void nothingIsLeftOfAnArray() {
    together(List.of("return", "HUP", "KILL"), manner -> end(manner, 3));
  }

  /** How a program ends, and what is seen then. */
  @FunctionalInterface
  private interface Ending {
    void see(String manner) throws Exception;
  }

  /** Sees all the endings at once, for most of the time of each goes by in OAR. */
  private static void together(List<String> manners, Ending ending) {
    var endings = new LinkedHashMap<String, Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String manner : manners) {
        endings.put(
            manner,
            threads.submit(() -> {
              ending.see(manner);
              return null;
            }));
      }
    }
    assertSoftly(softly ->
        endings.forEach(
            (manner, end) -> softly.assertThat(end).as(manner).succeedsWithin(Duration.ZERO)));
  }

  private void end(String manner, int number) throws Exception {
    try (var program = programs().start(manner, "left", number)) {
      var jobs = programs().jobs(program);
      assertThat(jobs).hasSize(number);
      ReservingProgram.end(program, manner);
      program.await("2m");
      assertThat(program.ended()).as(program.dump()).isTrue();
      jobs.forEach(job -> await(job, info -> info.state().over()));
    }
  }

  @Test
  void whatIsKeptStays() throws Exception {
    try (var program = programs().start("keep", "kept", 1)) {
      OarJob job = programs().jobs(program).getFirst();
      program.await("2m");
      assertThat(program.exitCode()).as(program.dump()).isZero();
      assertThat(await(job, JobState.RUNNING).name()).startsWith("kept.execo-");
    }
  }

  @Test
  void acceptedGridStays() throws Exception {
    try (var program = programs().start("grid", "grid", 1)) {
      OarJob job = programs().jobs(program).getFirst();
      program.await("2m");
      assertThat(program.exitCode()).as(program.dump()).isZero();
      assertThat(await(job, JobState.RUNNING).name()).matches("grid\\.oargrid-[0-9a-z]+-0");
      assertThat(oar.orphans(List.of(site.site()))).isEmpty();
      assertThat(oar.currentGrids(List.of(site.site()))).containsExactly(List.of(job));
    }
  }

  @Test
  void submissionUnderWayIsFound() {
    together(
        List.of("KILL", "TERM", "INT", "HUP", "early-exit", "early-throw"),
        this::endWhileSubmitting);
  }

  /** Ends a program at a moment of which nobody knows how far the submission has come. */
  private void endWhileSubmitting(String manner) throws Exception {
    List<OarJob> jobs = List.of();
    String name = "early" + ThreadLocalRandom.current().nextInt(1_000_000);
    String asked = manner.startsWith("early") ? manner : "early";
    try (var program = programs().start(asked, name, 1)) {
      assertThat(program.expect("submitting", "3m")).as(program.dump()).isPresent();
      // when the job is there, its number is on its way
      long end = System.nanoTime() + LONG.toNanos();
      while (jobs.isEmpty() && System.nanoTime() < end) {
        jobs = named(name);
      }
      ReservingProgram.end(program, manner);
      program.await("1m");
      assertThat(program.ended()).as(program.dump()).isTrue();
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
