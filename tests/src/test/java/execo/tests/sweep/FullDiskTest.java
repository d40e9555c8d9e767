package execo.tests.sweep;

import static execo.sweep.Sweeps.factor;
import static execo.sweep.Sweeps.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.Combination;
import execo.sweep.NotSavedException;
import execo.sweep.ParamSweeper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that may not grow any more: as on a full disk, but of one process only. */
class FullDiskTest {
  @TempDir Path directory;

  @Test
  void whatCannotBeSavedIsNamedAndNotDone() throws Exception {
    var url = directory.resolve("sweeper").toString();
    var elements = sweep(factor("i", IntStream.range(0, 1000).boxed().toList()));
    new ParamSweeper<Combination>(url, elements).close();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var worker =
        new ProcessBuilder(
                List.of(
                    "sh",
                    "-c",
                    "ulimit -f 30 && exec \"$@\"",
                    "sh",
                    java,
                    "-XX:-UsePerfData",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FullDiskTest.class.getName(),
                    url))
            .redirectErrorStream(true)
            .start();
    var output = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(worker.waitFor()).as(output).isZero();
    assertThat(output).containsPattern("not saved: done: \\{i=\\d+}: .*File too large");
    int unsaved = Integer.parseInt(output.replaceFirst("(?s).*done: \\{i=(\\d+)}.*", "$1"));
    try (var sweeper = ParamSweeper.load(url)) {
      assertThat(sweeper.problems()).isEmpty();
      assertThat(sweeper.done()).isEqualTo(elements.subList(0, unsaved));
      assertThat(sweeper.next()).contains(elements.get(unsaved));
    }
  }

  /** Works until the journal is as long as it may be. */
  public static void main(String[] arguments) {
    var sweeper = ParamSweeper.load(arguments[0]);
    var taken = sweeper.nextBatch(100);
    for (var element : taken) {
      try {
        sweeper.done(element);
      } catch (NotSavedException e) {
        IO.println(e.getMessage());
        if (!sweeper.inProgress().contains(element)) {
          throw new IllegalStateException("not in progress: " + element);
        }
        return;
      }
    }
    throw new IllegalStateException("all was saved");
  }
}
