package execo.tests.sweep;

import static execo.tests.sweep.SweeperContract.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.ParamSweeper;
import execo.sweep.SweepStatus;
import execo.sweep.SweepView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
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

  @Test
  void timesThatAreNoneAreReportedAndKept() throws Exception {
    new ParamSweeper<>(url(), SWEEP).close();
    var journal = directory.resolve("sweeper/journal.jsonl");
    var bad =
        List.of(
            "{\"done\":{\"flows\":1,\"cc\":\"cubic\"},\"took\":-0.5}",
            "{\"done\":{\"flows\":1,\"cc\":\"reno\"},\"took\":1e300}",
            "{\"done\":{\"flows\":2,\"cc\":\"cubic\"},\"took\":NaN}",
            "{\"fail\":{\"flows\":2,\"cc\":\"reno\"},\"took\":-1}",
            "{\"worker\":\"x\",\"lease\":-60}");
    Files.write(journal, bad, StandardOpenOption.APPEND);
    Files.writeString(
        journal,
        "{\"done\":{\"flows\":4,\"cc\":\"cubic\"},\"took\":2}\n",
        StandardOpenOption.APPEND);
    try (var view = SweepView.open(url());
        var sweeper = ParamSweeper.load(url())) {
      assertThat(view.progress().done()).isEqualTo(1);
      assertThat(view.progress().meanDuration()).isEqualTo(Duration.ofSeconds(2));
      assertThat(SweepStatus.of(view).workers()).isEmpty();
      assertThat(view.problems()).hasSize(5).allMatch(each -> each.startsWith(journal + ":"));
      assertThat(view.problems().getFirst()).contains(": took is no number of seconds: -0.5: ");
      assertThat(sweeper.problems()).isEqualTo(view.problems());
      assertThat(sweeper.snapshot().todo()).hasSize(5);
    }
    assertThat(Files.readAllLines(journal)).containsAll(bad);
  }
}
