package execo.tests.sweep;

import static execo.tests.sweep.SweeperContract.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.ParamSweeper;
import execo.sweep.SweepView;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a directory. */
class DirectoryLookingTest extends LookingContract {
  @TempDir Path directory;

  @Override
  String url() {
    return directory.resolve("sweeper").toString();
  }

  @Test
  void aTornTailIsLeftAlone() throws Exception {
    try (var sweeper = new ParamSweeper<>(url(), SWEEP)) {
      sweeper.done(sweeper.next().orElseThrow());
    }
    var journal = directory.resolve("sweeper/journal.jsonl");
    var whole = Files.readString(journal);
    try (var view = SweepView.open(url())) {
      Files.writeString(journal, whole + "{\"done\":{\"flows\":1,\"cc\":\"re");
      assertThat(view.progress().done()).isEqualTo(1);
      Files.writeString(journal, whole + "{\"done\":{\"flows\":1,\"cc\":\"reno\"}}");
      assertThat(view.progress().done()).as("whole but for its end").isEqualTo(2);
      Files.writeString(journal, whole + "{\"done\":{\"flows\":1,\"cc\":\"reno\"}}\nodd\n");
      assertThat(view.progress().done()).isEqualTo(2);
      int line = (int) whole.lines().count() + 2;
      assertThat(view.problems()).hasSize(1);
      assertThat(view.problems().getFirst()).startsWith(journal + ":" + line + ": ");
    }
    assertThat(journal).content().endsWith("odd\n");
  }
}
