package execo.tests.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.NotSavedException;
import execo.sweep.ParamSweeper;
import execo.sweep.SweepView;
import execo.tests.real.RealNetns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file system that becomes read-only while a sweep is at work, as ext4 does when it finds an
 * error. It is in a file, and mounted in a name space of the process that uses it, which root may
 * do, as the tests with network name spaces demand.
 */
@RealNetns
class ReadOnlyDiskTest {
  private static final List<String> LETTERS = List.of("a", "b", "c");

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
                    """
                    truncate -s 8M "$1.img" && mkfs.ext4 -q "$1.img" && mkdir "$1" &&
                      mount -o loop "$1.img" "$1" && shift && exec "$@"\
                    """,
                    "sh",
                    directory.resolve("disk").toString(),
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    ReadOnlyDiskTest.class.getName(),
                    directory.resolve("disk").toString()))
            .redirectErrorStream(true)
            .start();
    var output = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(worker.waitFor()).as(output).isZero();
    assertThat(output)
        .containsPattern("not saved: done: b: (Read-only file system|Input/output error)")
        .contains("in progress: [b], done: [a]", "seen done: [a]")
        .containsPattern("cannot open the sweep \\S+/sweeper: .*Read-only file system")
        .containsPattern("cannot open the sweep \\S+/fresh: .*Read-only file system");
  }

  /** Works on a sweep, has the disk become read-only, and prints what becomes of it. */
  public static void main(String[] arguments) throws Exception {
    var disk = arguments[0];
    var sweeper = new ParamSweeper<>(disk + "/sweeper", LETTERS);
    sweeper.nextBatch(2);
    sweeper.done("a");
    var remount = new ProcessBuilder("mount", "-o", "remount,abort", disk).inheritIO().start();
    if (remount.waitFor() != 0) {
      throw new IllegalStateException("cannot make it read-only");
    }
    refused(() -> sweeper.done("b"));
    IO.println("in progress: " + sweeper.inProgress() + ", done: " + sweeper.done());
    refused(sweeper::close);
    try (var view = SweepView.open(disk + "/sweeper", String.class)) {
      IO.println("seen done: " + view.done());
    }
    refused(() -> new ParamSweeper<>(disk + "/sweeper", LETTERS).close());
    refused(() -> new ParamSweeper<>(disk + "/fresh", LETTERS).close());
  }

  private static void refused(Runnable change) {
    try {
      change.run();
    } catch (NotSavedException e) {
      IO.println(e.getMessage());
      return;
    }
    throw new IllegalStateException("it was saved");
  }
}
