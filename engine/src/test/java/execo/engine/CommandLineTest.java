package execo.engine;

import static execo.sweep.Sweeps.factor;
import static execo.sweep.Sweeps.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.sweep.Sweep;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine makes of its command line. */
@Isolated("takes the outputs of the program")
class CommandLineTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream stdout = System.out;
  private final PrintStream stderr = System.err;

  @BeforeEach
  void takeOutputs() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveOutputs() {
    System.setOut(stdout);
    System.setErr(stderr);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private class Trial extends Engine {
    @Override
    protected Path newResultDir() {
      return directory.resolve("results");
    }

    @Override
    protected Sweep combinations() {
      return sweep(factor("n", 1, 2));
    }

    @Override
    protected void run() {
      forEach(c -> {});
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "--bogus | Unknown option: '--bogus'",
        "-c absent | no result directory to continue: absent",
        "--status -c absent | no result directory to continue: absent",
        "-l loud | 'loud' is no level; there are error, warning",
        "-L -R | give one of -L and -R",
        "-M | -M goes with -L or -R",
        "--jobs 0 | not a number of combinations: 0",
        "--status | --status goes with -c DIR or --sweeper URL",
        "--status -c . | no sweep is kept in",
        "--status --sweeper ftp://x | not at ftp://x",
      })
  void badCommandLineIsToldAndEndsWith2(String words, String message) {
    assertThat(new Trial().execute(words.split(" "))).isEqualTo(2);
    assertThat(err()).contains(message);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void helpTellsOwnOptionsAndThoseOfAll() {
    assertThat(new Trial().execute("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--jobs=N").contains("--dry-run");
  }

  @Test
  void directoryThatCannotBeMadeIsTold() throws Exception {
    Files.createFile(directory.resolve("results"));
    assertThat(new Trial().execute()).isEqualTo(2);
    assertThat(err()).contains("results cannot be made");
  }

  @Test
  void brokenProvenanceIsLeftAlone() throws Exception {
    var file = Files.writeString(directory.resolve("provenance.json"), "[{broken");
    assertThat(new Trial().execute("-c", directory.toString())).isEqualTo(2);
    assertThat(err()).contains(file + " is no JSON");
    assertThat(file).hasContent("[{broken");
  }

  @Test
  void anEngineIsStartedOnce() {
    var trial = new Trial();
    assertThatThrownBy(trial::resultDir).isInstanceOf(IllegalStateException.class);
    assertThat(trial.execute()).isZero();
    assertThat(trial.resultDir()).isEqualTo(directory.resolve("results"));
    assertThatThrownBy(trial::execute).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void runsOfOneSecondHaveDirectoriesOfTheirOwn() {
    class Dated extends Engine {
      @Override
      protected Path newResultDir() {
        return directory.resolve(runName());
      }

      @Override
      protected void run() {}
    }
    var runs = List.of(new Dated(), new Dated(), new Dated());
    runs.forEach(run -> assertThat(run.execute()).isZero());
    assertThat(runs).extracting(Engine::resultDir).doesNotHaveDuplicates();
    assertThat(runs).allMatch(run -> run.resultDir().endsWith(run.runName()));
  }

  @Test
  void directoryThatAnExperimentChoosesMayBeThere() {
    assertThat(new Trial().execute()).isZero();
    assertThat(new Trial().execute()).isZero();
  }

  @Test
  void filesThatMayHoldSecretsAreTheOwners() throws Exception {
    assertThat(new Trial().execute("-L")).isZero();
    var results = directory.resolve("results");
    var owners = PosixFilePermissions.fromString("rw-------");
    for (var name : List.of("provenance.json", "stdout", "stderr")) {
      assertThat(Files.getPosixFilePermissions(results.resolve(name))).as(name).isEqualTo(owners);
    }
    var groups = PosixFilePermissions.fromString("rw-r-----");
    Files.setPosixFilePermissions(results.resolve("provenance.json"), groups);
    assertThat(new Trial().execute("-c", results.toString())).isZero();
    assertThat(Files.getPosixFilePermissions(results.resolve("provenance.json")))
        .as("as its owner has decided")
        .isEqualTo(groups);
  }

  @Test
  void whatTheExperimentCannotReadIsNoBadCommandLine() {
    class Reading extends Trial {
      @Override
      protected Path newResultDir() {
        throw new UncheckedIOException(new IOException("no such disk"));
      }
    }
    assertThat(new Reading().execute()).isEqualTo(1);
    assertThat(err()).contains("no such disk");
  }

  @Test
  void failureToGiveBackDoesNotHideTheFirstOne() {
    class Failing extends Trial {
      @Override
      protected void run() {
        sweeper().next();
        delete(resultDir());
        throw new IllegalStateException("the first failure");
      }
    }
    assertThat(new Failing().execute()).isEqualTo(1);
    assertThat(err()).containsSubsequence("the first failure", "could not be given back");
  }

  @Test
  void whatCannotBeGivenBackIsAFailure() {
    class Losing extends Trial {
      @Override
      protected void run() {
        sweeper().next();
        delete(resultDir());
      }
    }
    assertThat(new Losing().execute()).isEqualTo(1);
    assertThat(err()).contains("could not be given back");
  }

  /** As a disk that goes away. */
  private static void delete(Path path) {
    try (var files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void slugsAreFitForFileNames() {
    assertThat(Engine.slugify(sweep(factor("z", -10).factor("cc", "cubic")).getFirst()))
        .isEqualTo("z=-10,cc=cubic");
    assertThat(Engine.slugify("../é tú?")).isEqualTo("_..-e-tu");
    assertThat(Engine.slugify("")).isEqualTo("_");
    assertThat(Engine.slugify("-x")).isEqualTo("_-x");
    assertThat(Engine.slugify(null)).isEqualTo("null");
    assertThat(Engine.slugify("a".repeat(300)))
        .hasSize(120)
        .isNotEqualTo(Engine.slugify("a".repeat(301)));
  }

  @Test
  void outputsAreTakenAndGivenBack() throws Exception {
    var file = directory.resolve("stdout+stderr");
    try (var _ = Outputs.redirectOutputs(file, file)) {
      System.out.println("a é");
      System.err.println("b");
    }
    try (var _ = Outputs.copyOutputs(file, directory.resolve("stderr"))) {
      System.out.println("c");
    }
    System.out.println("d");
    assertThat(file).hasContent("a é\nb\nc");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("cd");
    assertThatThrownBy(() -> Outputs.copyOutputs(directory, file))
        .hasMessageContaining("the output cannot be kept");
  }
}
