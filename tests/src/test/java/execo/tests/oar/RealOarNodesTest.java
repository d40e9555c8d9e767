package execo.tests.oar;

import execo.tests.real.RealOar;

@RealOar
class RealOarNodesTest extends NodesContract {
  @Override
  OarUnderTest site() {
    return new RealOarSite();
  }
}
