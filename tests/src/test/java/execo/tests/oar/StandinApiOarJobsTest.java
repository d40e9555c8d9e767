package execo.tests.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.g5k.G5kSettings;
import execo.g5k.api.G5kApi;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarSubmission;
import execo.testbed.grid5000.Grid5000Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract, with the API between us and OAR. */
class StandinApiOarJobsTest extends JobsContract {
  private static final Grid5000Testbed GRID = StandinOarSite.start();

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

  private void isRefusedAtOnce(OarSubmission submission) {
    long before = GRID.requests();
    assertThatThrownBy(() -> oar.oarsub(at(submission)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the API takes neither alternatives nor options of oarsub");
    assertThat(GRID.requests()).isEqualTo(before);
  }

  @Override
  @Test
  void unknownOptionIsRefused() {
    isRefusedAtOnce(nodes(1).withOptions("--nosuchoption"));
  }

  @Override
  @Test
  void arrayIsReleasedAsAWhole() {
    isRefusedAtOnce(nodes(1).withOptions("--array 3"));
  }

  @Override
  @Test
  void jobOnHoldHasNoDate() {
    isRefusedAtOnce(nodes(1).withOptions("--hold"));
  }

  @Override
  @Test
  void moldableJobTakesOneOfItsShapes() {
    isRefusedAtOnce(nodes(2).orResources("nodes=1"));
  }
}
