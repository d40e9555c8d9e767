package execo.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindingsTest {
  @Test
  void namesStandForLists() {
    assertThat(Bindings.parse(List.of("a=1,2,,3", "target_2=x=y")))
        .containsEntry("a", List.of("1", "2", "", "3"))
        .containsEntry("target_2", List.of("x=y"))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "=1", "a=", "2a=1", "a b=1", ""})
  void whatHasNoNameOrValueIsBadInput(String text) {
    assertThatThrownBy(() -> Bindings.parse(List.of(text)))
        .isInstanceOf(BadInput.class)
        .hasMessage("malformed --with '" + text + "'; accepted is NAME=a,b,c");
  }

  @Test
  void aNameHasOneList() {
    assertThatThrownBy(() -> Bindings.parse(List.of("a=1", "a=2")))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("'a' twice");
  }
}
