package execo.cli.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.cli.input.BadInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {
  @ParameterizedTest
  @CsvSource({
    "api=502, api, 502, 1",
    "api=404*0, api, 404, 0",
    "' api=500*3 ', api, 500, 3",
    "slow=2s, slow, 2s, 1",
    "frontend=lyon, frontend, lyon, 1",
    "node=taurus-1.lyon, node, taurus-1.lyon, 1",
    "kadeploy=taurus-1.lyon*20, kadeploy, taurus-1.lyon, 20",
  })
  void isRead(String text, String kind, String target, int times) {
    assertThat(Fault.parse(text)).isEqualTo(new Fault(kind, target, times));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "slow=2s*3|fault 'slow=2s*3': slow takes no *TIMES",
        "frontend=lyon*1|frontend takes no *TIMES",
        "node=taurus-1.lyon*2|node takes no *TIMES",
        "slow=soon|fault 'slow=soon': not a duration: 'soon'",
        "api=200|a status is between 400 and 599",
        "api=5020|a status is between 400 and 599",
        "api=502*|is none of api=STATUS*TIMES",
        "api=502*-1|is none of api=STATUS*TIMES",
        "api=502*1234567|is none of api=STATUS*TIMES",
        "api=|is none of api=STATUS*TIMES",
        "disk=sda|is none of api=STATUS*TIMES",
        "\"\"|is none of api=STATUS*TIMES",
      })
  void isRefused(String text, String message) {
    assertThatThrownBy(() -> Fault.parse(text))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(message);
  }
}
