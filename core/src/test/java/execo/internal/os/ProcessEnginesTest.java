package execo.internal.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcessEnginesTest {
  @Test
  void choosesByName() {
    assertThat(ProcessEngines.create("jdk").name()).isEqualTo("jdk");
    assertThat(ProcessEngines.create("spawn").supportsPty()).isTrue();
    assertThat(ProcessEngines.create(null).name()).isEqualTo("spawn");
  }

  @Test
  void listsTheChoices() {
    assertThatThrownBy(() -> ProcessEngines.create("fork"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown process engine \"fork\" in execo.engine: spawn or jdk");
  }

  @Test
  void isOneForTheProgram() {
    assertThat(ProcessEngines.system()).isSameAs(ProcessEngines.system());
  }
}
