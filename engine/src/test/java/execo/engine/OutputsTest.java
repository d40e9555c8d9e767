package execo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that are kept, on a disk that is full. */
class OutputsTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path directory;

  private final PrintStream outBefore = System.out;
  private final PrintStream errBefore = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void take() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveBack() {
    System.setOut(outBefore);
    System.setErr(errBefore);
  }

  @Test
  void copyThatIsLostIsToldOnce() {
    try (var _ = Outputs.copyOutputs(FULL, directory.resolve("stderr"))) {
      System.out.println("one");
      System.out.println("two");
      System.err.println("three");
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "execo: output is lost, which /dev/full cannot take: No space left on device\nthree\n");
    assertThat(directory.resolve("stderr")).hasContent("three");
  }

  @Test
  void redirectedOutputThatIsLostIsToldOnce() {
    try (var _ = Outputs.redirectOutputs(FULL, FULL)) {
      System.out.println("one");
      System.err.println("two");
    }
    assertThat(out.size()).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("output is lost, which /dev/full cannot take");
  }
}
