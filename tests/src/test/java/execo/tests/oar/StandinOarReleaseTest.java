package execo.tests.oar;

import static org.assertj.core.api.Assertions.assertThat;

import execo.Execo;
import execo.testbed.grid5000.Grid5000Testbed;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StandinOarReleaseTest extends ReleaseContract {
  private static final Grid5000Testbed GRID = StandinOarSite.start();

  @AfterAll
  static void stop() {
    GRID.close();
  }

  /** The program is dead before its submission, under way on the frontend, makes a job. */
  @Test
  void jobThatComesLaterIsFound() throws Exception {
    GRID.holdTool("oarsub");
    try (var program = program("early", "later", 1).start()) {
      awaitCalls(" oarsub .*later\\..*", 1);
      kill(program, "KILL");
      program.await("2m");
      assertThat(program.ended()).as(program.dump()).isTrue();
      // the first look is over when the second one begins
      awaitCalls(" oardel --sql .*later\\..*", 2);
      assertThat(named("later")).isEmpty();
    } finally {
      GRID.letGoTool("oarsub");
    }
    var states = "oarstat -f --sql \"job_name like 'later.%'\" | grep ' state = '";
    await(states, () -> frontend(states).stdout().contains("state = Error"));
  }

  private static void awaitCalls(String pattern, int count) {
    await(
        pattern,
        () ->
            GRID.toolCalls("lyon").stream().filter(call -> call.matches(".*" + pattern)).count()
                >= count);
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + ", of " + GRID.toolCalls("lyon")).isLessThan(end);
      Execo.sleep(0.3);
    }
  }

  @Override
  OarUnderTest site() {
    return new StandinOarSite(GRID);
  }
}
