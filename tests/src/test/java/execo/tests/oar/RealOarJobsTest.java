package execo.tests.oar;

import execo.tests.real.RealOar;

@RealOar
class RealOarJobsTest extends JobsContract {
  @Override
  OarUnderTest site() {
    return new RealOarSite();
  }
}
