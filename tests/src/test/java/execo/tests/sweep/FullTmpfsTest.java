package execo.tests.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.NotSavedException;
import execo.sweep.ParamSweeper;
import execo.sweep.Sweeps;
import execo.tests.real.RealNetns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file system of 64 kB that becomes full. It is mounted in a name space of the process that uses
 * it, which root may do, as the tests with network name spaces demand.
 */
@RealNetns
class FullTmpfsTest {
  @TempDir Path directory;

  @Test
  void whatCannotBeSavedIsNamedAndNotDone() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var worker =
        new ProcessBuilder(
                List.of(
                    "unshare",
                    "-m",
                    "sh",
                    "-c",
                    "mount -t tmpfs -o size=64k tmpfs \"$1\" && shift && exec \"$@\"",
                    "sh",
                    directory.toString(),
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    FullTmpfsTest.class.getName(),
                    directory.resolve("sweeper").toString()))
            .redirectErrorStream(true)
            .start();
    var output = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(worker.waitFor()).as(output).isZero();
    assertThat(output)
        .containsPattern("not saved: done: \\{i=\\d+}: No space left on device")
        .contains("and is in progress");
  }

  /** Works until the disk is full, then looks at the sweep as another process would. */
  public static void main(String[] arguments) {
    var elements = Sweeps.sweep(Sweeps.factor("i", IntStream.range(0, 1000).boxed().toList()));
    var sweeper = new ParamSweeper<>(arguments[0], elements);
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
}
