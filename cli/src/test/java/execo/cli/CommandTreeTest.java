package execo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTreeTest {
  @Test
  void onlyWhatTheWordsNameIsThere() {
    var root = CommandTree.of(new Root(), "sweep", "status", "run");
    assertThat(root.getSubcommands().keySet()).containsExactly("sweep");
    var sweep = Objects.requireNonNull(root.getSubcommands().get("sweep"));
    assertThat(sweep.getSubcommands().keySet()).containsExactly("status");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "help", "--help", "swep", "experiment.java"})
  void elseAllAreThere(String word) {
    var root = CommandTree.of(new Root(), word);
    var commands = root.getSubcommands();
    assertThat(commands.keySet()).contains("run", "sweep", "help");
    assertThat(Objects.requireNonNull(commands.get("sweep")).getSubcommands().keySet())
        .contains("status", "list");
  }

  @Test
  void eachIsFoundByItsName() {
    for (var name : List.copyOf(CommandTree.of(new Root()).getSubcommands().keySet())) {
      assertThat(CommandTree.of(new Root(), name, "--help").getSubcommands()).containsKey(name);
    }
  }
}
