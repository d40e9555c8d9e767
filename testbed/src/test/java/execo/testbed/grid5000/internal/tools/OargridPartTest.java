package execo.testbed.grid5000.internal.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What oargridsub gets from the user's shell. */
class OargridPartTest {
  @Test
  void partsAreReadAsTheSitesWillReadThem() throws ToolException {
    assertThat(
            OargridPart.all(
                "lyon:rdef={\\\\\\\"cluster='taurus'\\\\\\\"}/nodes=2:type=deploy,"
                    + "gros:rdef=nodes=1:prop=gpu='NO':name=x"))
        .isEqualTo(
            List.of(
                new OargridPart(
                    "lyon", Map.of("rdef", "{cluster='taurus'}/nodes=2", "type", "deploy")),
                new OargridPart(
                    "gros", Map.of("rdef", "nodes=1", "prop", "gpu='NO'", "name", "x"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lyon",
        "lyon:type=deploy",
        "lyon:rdef=\"nodes=1\"",
        "lyon:rdef={cluster='x'}/nodes=1",
        "lyon:rdef={\"cluster='x'\"}/nodes=1",
        "lyon:rdef={\\\\\\\"cluster='x'}/nodes=1",
        "lyon:rdef={\\\\\\\\\\\\\\\"cluster='x'\\\\\\\\\\\\\\\"}/nodes=1",
        "lyon:rdef=nodes=1:rdef=nodes=2",
        "lyon:rdef=nodes=1:other=2",
        "lyon:rdef=nodes=1 ,nancy:type=deploy:name=\"x\"",
      })
  void othersAreRefused(String argument) {
    assertThatThrownBy(() -> OargridPart.all(argument))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("Bad syntax");
  }
}
