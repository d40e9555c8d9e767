package execo.tests.oar;

import static org.assertj.core.api.Assertions.assertThat;

import execo.Execo;
import execo.g5k.G5kSettings;
import execo.g5k.api.G5kApi;
import execo.g5k.oar.Oar;
import execo.testbed.grid5000.Grid5000Testbed;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that are submitted through the API, and released through the frontends. */
class StandinApiOarReleaseTest extends OarContract {
  private static final Grid5000Testbed GRID = StandinOarSite.start();

  @TempDir Path directory;

  @AfterAll
  static void stop() {
    GRID.close();
  }

  @Override
  OarUnderTest site() {
    return new StandinOarSite(GRID);
  }

  @Override
  Oar oar(G5kSettings settings) {
    return Oar.throughApi(G5kApi.of(settings));
  }

  private ReservingProgram programs() {
    // a job key is an option of oarsub, and a path at the site
    return new ReservingProgram(
        StandinAccount.settings(GRID, GRID.user()), directory, site.site(), "api");
  }

  @ParameterizedTest
  @ValueSource(strings = {"return", "TERM", "KILL"})
  void nothingIsLeft(String manner) throws Exception {
    try (var program = programs().start(manner, "left", 1)) {
      var jobs = programs().jobs(program);
      ReservingProgram.end(program, manner);
      program.await("2m");
      assertThat(program.ended()).as(program.dump()).isTrue();
      jobs.forEach(job -> await(job, info -> info.state().over()));
      boolean byGuard = !manner.equals("return");
      var calls = GRID.toolCalls(site.site());
      assertThat(calls.stream().anyMatch(call -> call.endsWith("oardel " + jobs.getFirst().id())))
          .isEqualTo(byGuard);
    }
  }

  /** The API takes its time over the request, and the program is dead before there is a job. */
  @Test
  void jobThatComesLaterIsFound() throws Exception {
    long before = GRID.requests();
    GRID.delayRequests(Duration.ofSeconds(4));
    try (var program = programs().start("early", "later", 1)) {
      long end = System.nanoTime() + LONG.toNanos();
      while (GRID.requests() == before && System.nanoTime() < end) {
        Execo.sleep(0.1);
      }
      ReservingProgram.end(program, "KILL");
      program.await("2m");
      assertThat(program.ended()).as(program.dump()).isTrue();
    } finally {
      GRID.delayRequests(Duration.ZERO);
    }
    var states = "oarstat -f --sql \"job_name like 'later.%'\" | grep ' state = '";
    long end = System.nanoTime() + LONG.toNanos();
    while (!frontend(states).stdout().contains("state = Error")) {
      assertThat(System.nanoTime()).as(frontend(states).stdout()).isLessThan(end);
      Execo.sleep(0.3);
    }
  }
}
