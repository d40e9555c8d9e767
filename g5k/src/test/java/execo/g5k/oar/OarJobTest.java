package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OarJobTest {
  @Test
  void theTextIsReadBack() {
    assertThat(OarJob.parse("lyon:1234")).isEqualTo(new OarJob(1234, "lyon"));
    assertThat(OarJob.parse("1234")).isEqualTo(new OarJob(1234, null));
    assertThat(OarJob.parse("lyon:1234")).hasToString("lyon:1234");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lyon", "lyon:", ":12", "lyon:0", "lyon:-1", "a:b:1x", "1234 "})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> OarJob.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a job: '" + text + "'; expected SITE:NUMBER, as lyon:1234");
  }
}
