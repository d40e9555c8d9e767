package execo.tests.oar;

import execo.tests.real.RealOar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RealOar
class RealOarReleaseTest extends ReleaseContract {
  @Override
  OarUnderTest site() {
    return new RealOarSite();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP", "early-exit", "early-throw"})
  void submissionUnderWayIsFoundHoweverTheProgramEnds(String manner) throws Exception {
    endWhileSubmitting(manner);
  }
}
