package execo.tests.oar;

import execo.tests.real.RealOar;

@RealOar
class RealOarReleaseTest extends ReleaseContract {
  @Override
  OarUnderTest site() {
    return new RealOarSite();
  }
}
