package execo.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperOpeningTest {
  @TempDir Path directory;

  @Test
  void oneThatCannotKeepItsListLeavesNothingOpen() throws IOException {
    Files.createDirectories(directory.resolve("sweep.json.new/in the way"));
    assertThatThrownBy(() -> new ParamSweeper<>(directory.toString(), List.of("a")))
        .isInstanceOf(NotSavedException.class)
        .hasMessageContaining("not saved: the list of elements")
        .hasMessageContaining("sweep.json.new");
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(all.filter(Files::isSymbolicLink).map(SweeperOpeningTest::target))
          .noneMatch(target -> target.startsWith(directory.toString()));
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  @Test
  void aListThatIsEmptyOrTooDeepIsNamed() throws IOException {
    var list = directory.resolve("sweep.json");
    Files.writeString(list, "");
    assertThatThrownBy(() -> ParamSweeper.load(directory.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the list kept in " + directory + " is empty");
    Files.writeString(list, "{\"elements\":\n" + "[".repeat(1_000));
    assertThatThrownBy(() -> ParamSweeper.load(directory.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not readable: Document nesting depth");
  }
}
