package execo.sweep;

import static execo.sweep.Sweeps.factor;
import static execo.sweep.Sweeps.sweep;
import static execo.sweep.Sweeps.sweeper;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParamSweeperTest {
  private static final Sweep SWEEP = sweep(factor("flows", 1, 2, 4).factor("cc", "cubic", "reno"));

  @TempDir Path directory;

  @Test
  void takesInOrderAndRemembers() throws Exception {
    try (var sweeper = sweeper(directory.toString(), SWEEP)) {
      var first = sweeper.next().orElseThrow();
      assertThat(first).isEqualTo(SWEEP.get(0));
      assertThat(sweeper.done(first)).isTrue();
      assertThat(sweeper.done(first)).isFalse();
      var second = sweeper.next().orElseThrow();
      assertThat(sweeper.fail(second, "no\nreason")).isTrue();
      sweeper.skip(sweeper.next().orElseThrow());
      sweeper.next().orElseThrow();
      assertThat(sweeper.progress().toString())
          .startsWith("1 of 6 done, 1 in progress, 1 skipped, 1 failed, ");
    }
    System.err.println(Files.readString(directory.resolve("journal.jsonl")));
    System.err.println(Files.readString(directory.resolve("sweep.json")));
    try (var sweeper = ParamSweeper.load(directory.toString())) {
      assertThat(sweeper.done()).containsExactly(SWEEP.get(0));
      assertThat(sweeper.failed()).extracting(Failure::reason).containsExactly("no\nreason");
      assertThat(sweeper.todo()).isEqualTo(SWEEP.subList(2, 6));
      assertThat(sweeper.forEach(3, c -> {}).done()).isEqualTo(5);
    }
  }

  @Test
  void any() {
    try (var sweeper = sweeper(directory.toString(), List.of("a", "b", "c"))) {
      assertThat(sweeper.next(todo -> todo.reversed())).contains("c");
    }
  }
}
