package execo.tests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.SweepView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The life of an experiment that is a program in one file. */
class EngineTest {
  private static final String SWEEPING =
      """
      class Trial extends Engine {
        @Option(names = "--most") int most = 3;

        @Override protected Sweep combinations() {
          return sweep(factor("n", IntStream.rangeClosed(1, most).boxed().toList()));
        }

        @Override protected void run() {
          logger.info("begins");
          System.err.println("to stderr");
          forEach(c -> {
            IO.println("n is " + c.integer("n"));
            if (c.integer("n") == 2 && !Files.exists(Path.of("mended"))) {
              throw new IllegalStateException("two is odd");
            }
          });
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void theProgramOfItsPageIsOne() throws Exception {
    var page = Files.readString(Path.of("../docs/engine.md"));
    var program = page.replaceFirst("(?s).*?```java\n(.*?)```.*", "$1");
    var file = Files.writeString(directory.resolve("Sorting.java"), program);
    var result = new Experiment(directory, file).run("--dry-run");
    assertThat(result.out())
        .as(result.err())
        .contains("12 combinations of lines (4) × threads (3)");
  }

  @Test
  void optionsAndResultsOfARun() throws Exception {
    var trial = new Experiment(directory, SWEEPING);
    var result = trial.run("--most", "2");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("n is 1\nn is 2\n");
    assertThat(result.err())
        .contains("command line: " + trial.file() + " --most 2")
        .contains("result directory: " + trial.results())
        .contains("begins")
        .contains("two is odd");
    try (var view = SweepView.open(trial.results().resolve("sweeper").toString())) {
      assertThat(view.snapshot().done()).hasSize(1);
      assertThat(view.snapshot().failed().getFirst().reason()).isEqualTo("two is odd");
    }
  }

  @Test
  void continuesWithWhatIsLeftOrFailed() throws Exception {
    var trial = new Experiment(directory, SWEEPING);
    trial.run();
    var results = trial.results().toString();
    var more = trial.run("-c", results, "--most", "4");
    assertThat(more.out()).isEqualTo("n is 4\n");
    Files.createFile(directory.resolve("mended"));
    assertThat(trial.run("-C", results, "--most", "4").out()).isEmpty();
    assertThat(trial.run("-c", results, "--most", "4", "--retry-failed").out())
        .isEqualTo("n is 2\n");
    var status = trial.run("-c", results, "--status");
    assertThat(status.code()).isZero();
    assertThat(status.out()).contains("4 of 4 done");
    trial.results();
  }

  @Test
  void dryRunAndStatusTellAndChangeNothing() throws Exception {
    var trial = new Experiment(directory, SWEEPING);
    var fresh = trial.run("--dry-run", "--jobs", "2", "--most", "30");
    assertThat(fresh.code()).as(fresh.err()).isZero();
    assertThat(fresh.out())
        .contains("would run in Trial_")
        .contains(", 2 at a time")
        .contains("30 combinations of n (30)\n30 left to do:\n  n=1\n  n=2\n")
        .endsWith("  … 10 more\n");
    try (var files = Files.list(directory)) {
      assertThat(files.filter(f -> f.toString().contains("Trial_"))).isEmpty();
    }
    trial.run();
    var results = trial.results();
    var journal = results.resolve("sweeper/journal.jsonl");
    var before = Files.readString(journal);
    var left = trial.run("--dry-run", "-c", results.toString(), "--most", "4");
    assertThat(left.out())
        .contains("2 of 4 done, 1 failed")
        .endsWith("4 combinations of n (4)\n1 left to do:\n  n=4\n");
    var retried = trial.run("--dry-run", "--retry-failed", "-c", results.toString());
    assertThat(retried.out()).endsWith("1 left to do:\n  n=2\n");
    var status = trial.run("--status", "-c", results.toString());
    assertThat(status.out()).contains("failed: n=2: two is odd");
    assertThat(journal).hasContent(before);
  }

  @Test
  void initAndRunOfEachClassAncestorsFirst() throws Exception {
    var trial =
        new Experiment(
            directory,
            """
            class Trial extends Middle {
              @Parameters List<String> words;
              @Override protected void init() { IO.println("own init"); }
              @Override protected void run() {
                IO.println("own run of " + runName().replaceFirst("_.*", "") + " with " + words
                    + " " + arguments() + " seed " + common.seed + " added "
                    + spec().findOption("--added").<Integer>getValue());
                IO.println(engineDir().equals(Path.of("").toAbsolutePath()));
              }
            }
            class Middle extends Ancestor {}
            class Ancestor extends Engine {
              @Mixin Common common = new Common();
              @Override protected void init() {
                IO.println("ancestor's init");
                spec().addOption(
                    picocli.CommandLine.Model.OptionSpec.builder("--added").type(int.class).build());
              }
              @Override protected void run() { IO.println("ancestor's run"); }
            }
            class Common {
              @Option(names = "--seed") long seed = 1;
            }
            """);
    var result = trial.run("--seed", "42", "--added", "7", "a", "b");
    assertThat(result.out())
        .as(result.err())
        .isEqualTo(
            """
            ancestor's init
            own init
            ancestor's run
            own run of Trial with [a, b] [--seed, 42, --added, 7, a, b] seed 42 added 7
            true
            """);
  }

  @Test
  void callOfSuperIsTold() throws Exception {
    var trial =
        new Experiment(
            directory,
            """
            class Trial extends Engine {
              @Override protected void run() throws Exception { super.run(); }
            }
            """);
    var result = trial.run();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("take out super.run()");
  }

  @Test
  void namesCanBeChosen() throws Exception {
    var trial =
        new Experiment(
            directory,
            """
            class Trial extends Engine {
              @Override protected String newRunName() { return "mine"; }
              @Override protected Path newResultDir() { return Path.of("results", runName()); }
              @Override protected void run() throws Exception {
                Files.writeString(resultDir().resolve(slugify("a/ü: {n=1, m=-2}")), "");
              }
            }
            """);
    var result = trial.run();
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(directory.resolve("results/mine/a-u-n=1,m=-2")).exists();
  }

  @Test
  void eachListHasAPlaceOfItsOwn() throws Exception {
    var trial =
        new Experiment(
            directory,
            """
            class Trial extends Engine {
              @Override protected Sweep combinations() { return sweep(factor("n", 1, 2)); }
              @Override protected void run() {
                forEach(c -> IO.println("main " + c));
                sweeper(List.of("a", "b")).forEach(1, e -> IO.println("letter " + e));
                sweeper(factor("n", 3)).forEach(1, c -> IO.println("other " + c));
                sweeper(List.of("a", "b")).forEach(1, e -> IO.println("again " + e));
                sweeper(factor("n", 1, 2)).forEach(1, e -> IO.println("again " + e));
              }
            }
            """);
    var result = trial.run();
    assertThat(result.out())
        .as(result.err())
        .isEqualTo("main {n=1}\nmain {n=2}\nletter a\nletter b\nother {n=3}\n");
    var results = trial.results();
    assertThat(trial.run("-c", results.toString()).out()).isEmpty();
    try (var letters = SweepView.open(results.resolve("sweeper-2").toString(), String.class)) {
      assertThat(letters.done()).containsExactly("a", "b");
    }
    assertThat(results.resolve("sweeper-3/sweep.json")).exists();
    assertThat(results.resolve("sweeper-4")).doesNotExist();
    assertThat(trial.run("-c", results.toString(), "--status").out()).contains("2 of 2 done");
  }

  @Test
  void unknownOptionIsToldWithTheUsage() throws Exception {
    var result = new Experiment(directory, SWEEPING).run("--bogus");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains("Unknown option: '--bogus'")
        .contains("Usage: execo Trial.java")
        .contains("--most");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void exceptionEndsWith1() throws Exception {
    var trial =
        new Experiment(
            directory,
            """
            class Trial extends Engine {
              @Override protected void run() throws Exception { throw new IOException("no luck"); }
            }
            """);
    var result = trial.run();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("java.io.IOException: no luck").contains("Trial.run");
    assertThat(Files.readString(trial.results().resolve("provenance.json")))
        .contains("\"exit\": 1");
  }

  @Test
  void levelOfTheLog() throws Exception {
    var trial =
        new Experiment(
            directory,
            """
            class Trial extends Engine {
              @Override protected void run() {
                logger.info("info");
                logger.detail("in detail");
              }
            }
            """);
    assertThat(trial.run().err()).contains("INFO: info").doesNotContain("in detail");
    assertThat(trial.run("-l", "detail").err()).contains("INFO: info").contains("in detail");
    assertThat(trial.run("-l", "error").err()).isEmpty();
  }

  @Test
  void copiesRedirectsAndMergesOutputs() throws Exception {
    var trial = new Experiment(directory, SWEEPING);
    var copied = trial.run("-L", "--most", "1");
    var results = trial.results();
    assertThat(results.resolve("stdout")).hasContent(copied.out().strip());
    assertThat(copied.out()).isEqualTo("n is 1\n");
    assertThat(Files.readString(results.resolve("stderr"))).isEqualTo(copied.err());
    assertThat(copied.err()).contains("to stderr").contains("INFO: begins");

    var redirected = trial.run("-R", "-c", results.toString(), "--most", "3");
    assertThat(redirected.out()).isEmpty();
    assertThat(redirected.err()).isEmpty();
    assertThat(results.resolve("stdout")).hasContent("n is 1\nn is 2\nn is 3");
    assertThat(Files.readString(results.resolve("stderr"))).contains("two is odd");

    var merged = trial.run("-R", "-M", "-c", results.toString(), "--most", "4");
    assertThat(merged.out() + merged.err()).isEmpty();
    assertThat(Files.readString(results.resolve("stdout+stderr")))
        .contains("INFO: begins")
        .contains("to stderr\nn is 4\n");
  }

  @Test
  void provenanceOfEachRun() throws Exception {
    var trial = new Experiment(directory, SWEEPING);
    git("init", "-q");
    git("add", "Trial.java");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "first");
    trial.run("--most", "1");
    var results = trial.results();
    Files.writeString(trial.file(), Files.readString(trial.file()) + "// changed\n");
    trial.run("-c", results.toString(), "--sweeper", results + "/other?password=sesame&x");
    var json = Files.readString(results.resolve("provenance.json"));
    assertThat(json).doesNotContain("sesame");
    var runs = (List<?>) JsonMapper.shared().readValue(json, List.class);
    assertThat(runs).hasSize(2);
    var commit = git("rev-parse", "HEAD").strip();
    assertThat(json)
        .containsSubsequence(
            "\"begin\": \"20",
            "\"end\": \"20",
            "\"exit\": 0",
            "\"arguments\": [\n      \"--most\",\n      \"1\"",
            "\"sha256\": \"",
            "\"commit\": \"" + commit + "\"",
            "\"file_changed\": false",
            "\"host\": \"",
            "\"configuration\": [",
            "\"commit\": \"" + commit + "\"",
            "\"file_changed\": true",
            "\"directory_changed\": true");
  }

  private String git(String... words) throws Exception {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    var process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
