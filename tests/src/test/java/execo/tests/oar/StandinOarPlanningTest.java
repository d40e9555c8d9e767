package execo.tests.oar;

import execo.testbed.grid5000.Grid5000Testbed;
import org.junit.jupiter.api.AfterAll;

class StandinOarPlanningTest extends PlanningContract {
  private static final Grid5000Testbed GRID = StandinOarSite.start();

  @AfterAll
  static void stop() {
    GRID.close();
  }

  @Override
  OarUnderTest site() {
    return new StandinOarSite(GRID);
  }
}
