package execo.tests.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.Execo;
import execo.g5k.G5kSettings;
import execo.g5k.oar.OarException;
import execo.host.ConnectionParams;
import execo.process.LocalProcess;
import execo.testbed.grid5000.Grid5000Testbed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StandinOarReleaseTest extends ReleaseContract {
  private static final Grid5000Testbed GRID =
      Grid5000Testbed.builder().sites("lyon", "nancy").reaction(Duration.ofMillis(100)).start();

  @AfterAll
  static void stop() {
    GRID.close();
  }

  /**
   * The programs have a job at lyon, and are dead before their submissions at nancy, under way on
   * the frontend, make jobs. One of them submits what is to outlive it once all is accepted. All at
   * once, as the guards look again after many seconds.
   */
  @Test
  void jobsThatComeLaterAreFound() throws Exception {
    var manners = List.of("KILL", "TERM", "INT", "HUP", "early-exit", "early-throw", "grid");
    Map<String, LocalProcess> programs = new LinkedHashMap<>();
    GRID.holdTool("nancy", "oarsub");
    try {
      for (String manner : manners) {
        programs.put(manner, begin(manner));
      }
      for (String manner : manners) {
        awaitCalls(" oarsub .*" + name(manner) + "\\..*", 1);
        await("job " + manner + " of lyon", () -> !named(name(manner)).isEmpty());
      }
      for (var each : programs.entrySet()) {
        ReservingProgram.end(
            each.getValue(), each.getKey().equals("grid") ? "KILL" : each.getKey());
      }
      for (var program : programs.values()) {
        program.await("2m");
        assertThat(program.ended()).as(program.dump()).isTrue();
      }
      for (String manner : manners) {
        // the first look is over when the second one begins
        awaitCalls(" oardel --sql .*" + name(manner) + "\\..*", 2);
      }
      assertThat(states("nancy", "later%")).isEmpty();
    } finally {
      programs.values().forEach(LocalProcess::close);
      GRID.letGoTool("nancy", "oarsub");
    }
    for (String manner : manners) {
      for (String place : GRID.sites()) {
        await(
            place + ": " + name(manner),
            () -> states(place, name(manner) + ".%").equals(List.of("Error")));
      }
    }
  }

  /** The guard goes the same way as the program. */
  @Test
  void jobBehindAJumpHostIsReleased() throws Exception {
    var settings =
        G5kSettings.of(
            site.settings()
                .configuration()
                .withFrontendConnection(
                    ConnectionParams.none().withJump(GRID.frontend("nancy").address())));
    var programs = new ReservingProgram(settings, directory, "lyon", "frontends");
    try (var program = programs.start("KILL", "jumped", 1)) {
      var job = programs.jobs(program).getFirst();
      ReservingProgram.end(program, "KILL");
      await(job, info -> info.state().over());
    }
    GRID.stopFrontend("nancy");
    try {
      assertThatThrownBy(() -> oar(settings).currentJobs(List.of("lyon")))
          .as("there is no other way")
          .isInstanceOf(OarException.class);
    } finally {
      GRID.restartFrontend("nancy");
    }
  }

  private LocalProcess begin(String manner) throws Exception {
    String asked = manner.startsWith("early") || manner.equals("grid") ? manner : "early";
    return new ReservingProgram(site.settings(), directory, "lyon,nancy", "frontends")
        .start(asked, name(manner), 1);
  }

  private static String name(String manner) {
    return "later" + manner;
  }

  /** The states of the jobs of a name, those that are over included. */
  private List<String> states(String place, String name) {
    var oarstat = "oarstat -f --sql \"job_name like '" + name + "'\" | sed -n 's/^ *state = //p'";
    var process = site.settings().frontend(place).process(oarstat);
    return process.timeout(LONG).run().stdout().lines().map(String::strip).toList();
  }

  private static void awaitCalls(String pattern, int count) {
    await(
        pattern,
        () ->
            GRID.toolCalls("nancy").stream().filter(call -> call.matches(".*" + pattern)).count()
                >= count);
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + ", of " + GRID.toolCalls("nancy")).isLessThan(end);
      Execo.sleep(0.3);
    }
  }

  @Override
  OarUnderTest site() {
    return new StandinOarSite(GRID);
  }
}
