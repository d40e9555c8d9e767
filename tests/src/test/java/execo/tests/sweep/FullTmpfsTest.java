package execo.tests.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.NotSavedException;
import execo.sweep.ParamSweeper;
import execo.sweep.Sweep;
import execo.sweep.Sweeps;
import execo.tests.real.RealNetns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small file system that becomes full. It is mounted in a name space of the process that uses it,
 * which root may do, as the tests with network name spaces demand.
 */
@RealNetns
class FullTmpfsTest {
  private static final Sweep ELEMENTS =
      Sweeps.sweep(Sweeps.factor("i", IntStream.range(0, 1000).boxed().toList()));

  @TempDir Path directory;

  @Test
  void whatCannotBeSavedIsNamedAndNotDone() throws Exception {
    assertThat(worker("64k", "fill"))
        .containsPattern("not saved: done: \\{i=\\d+}: No space left on device")
        .contains("and is in progress");
  }

  @Test
  void aJournalThatCannotBeWrittenAnewIsUsedAsItIs() throws Exception {
    assertThat(worker("320k", "open")).contains("1000 are done").contains("3004 lines");
  }

  /** What a worker on such a file system says. */
  private String worker(String size, String what) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var worker =
        new ProcessBuilder(
                List.of(
                    "unshare",
                    "-m",
                    "sh",
                    "-c",
                    "mount -t tmpfs -o size=" + size + " tmpfs \"$1\" && shift && exec \"$@\"",
                    "sh",
                    directory.toString(),
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    FullTmpfsTest.class.getName(),
                    what,
                    directory.resolve("sweeper").toString()))
            .redirectErrorStream(true)
            .start();
    var output = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(worker.waitFor()).as(output).isZero();
    return output;
  }

  /** A worker. */
  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("fill")) {
      fill(arguments[1]);
    } else {
      open(Path.of(arguments[1]));
    }
  }

  /** Works until the disk is full, then looks at the sweep as another process would. */
  private static void fill(String place) {
    var sweeper = new ParamSweeper<>(place, ELEMENTS);
    int done = 0;
    for (var element : sweeper.nextBatch(400)) {
      try {
        sweeper.done(element);
        done++;
      } catch (NotSavedException e) {
        IO.println(e.getMessage());
        if (sweeper.progress().done() == done && sweeper.inProgress().contains(element)) {
          IO.println(element + " is not done and is in progress");
          return;
        }
        throw e;
      }
    }
    throw new IllegalStateException("all was saved");
  }

  /** Goes on with a journal that is worth writing anew, for which there is no room. */
  private static void open(Path place) throws IOException {
    var journal = Files.createDirectories(place).resolve("journal.jsonl");
    Files.write(
        journal,
        IntStream.range(0, 3_000)
            .mapToObj(
                i -> "{\"done\":{\"i\":%d},\"note\":\"%s\"}".formatted(i % 999, "x".repeat(70)))
            .toList());
    try (var sweeper = new ParamSweeper<>(place.toString(), ELEMENTS)) {
      sweeper.doneAll(sweeper.nextBatch(1));
      IO.println(sweeper.progress().done() + " are done");
    }
    try (var lines = Files.lines(journal)) {
      IO.println(lines.count() + " lines");
    }
  }
}
