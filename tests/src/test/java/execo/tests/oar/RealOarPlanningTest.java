package execo.tests.oar;

import execo.tests.real.RealOar;

@RealOar
class RealOarPlanningTest extends PlanningContract {
  @Override
  OarUnderTest site() {
    return new RealOarSite();
  }
}
