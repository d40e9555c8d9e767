package execo.tests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.Combination;
import execo.sweep.SweepView;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an experiment ends that a signal stops. */
class StoppingTest {
  @TempDir Path directory;

  private static List<Combination> todo(Path results) {
    try (var view = SweepView.open(results.resolve("sweeper").toString())) {
      return view.snapshot().todo();
    }
  }

  private static final String SLEEPING =
      """
      class Trial extends Engine {
        @Override protected Sweep combinations() {
          return sweep(factor("n", 1, 2, 3, 4));
        }

        @Override protected void run() {
          forEach(c -> {
            if (c.integer("n") == 1) {
              return;
            }
            process("echo $$ >pid-" + c.integer("n") + ".new; mv pid-" + c.integer("n")
                + ".new pid-" + c.integer("n") + "; exec sleep 600").shell().run();
            IO.println("after " + c);
          });
          IO.println("never");
        }
      }
      """;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void signalStopsIt(String signal, int code) throws Exception {
    var trial = new Experiment(directory, SLEEPING);
    var running = trial.start("--jobs", "2");
    running.await(directory.resolve("pid-2"));
    running.await(directory.resolve("pid-3"));
    running.signal(signal);
    var result = running.end();
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    assertThat(result.out()).isEmpty();
    for (var n : List.of(2, 3)) {
      var pid = Long.parseLong(Files.readString(directory.resolve("pid-" + n)).strip());
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
    assertThat(todo(trial.results())).extracting(c -> c.integer("n")).containsExactly(2, 3, 4);
    assertThat(Files.readString(trial.results().resolve("provenance.json")))
        .contains("\"exit\": " + code);
  }

  @Test
  void experimentThatDoesNotHeedTheSignalIsLeft() throws Exception {
    var trial =
        new Experiment(
            directory,
            """
            class Trial extends Engine {
              @Override protected Sweep combinations() {
                try {
                  Files.createFile(Path.of("begun"));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                while (true) {
                  Thread.onSpinWait();
                }
              }

              @Override protected void run() throws Exception {
                sweeper(factor("n", 1, 2)).next();
                sweeper();
              }
            }
            """);
    var running = trial.start();
    running.await(directory.resolve("begun"));
    running.signal("TERM");
    assertThat(running.end().code()).isEqualTo(143);
    assertThat(todo(trial.results())).hasSize(2);
    assertThat(Files.readString(trial.results().resolve("provenance.json")))
        .contains("\"exit\": 143");
  }

  @Test
  void secondSignalLeavesAtOnce() throws Exception {
    var trial =
        new Experiment(
            directory,
            """
            class Trial extends Engine {
              @Override protected void run() throws Exception {
                Files.createFile(Path.of("begun"));
                while (true) {
                  if (Thread.interrupted()) {
                    Files.createFile(Path.of("interrupted"));
                  }
                }
              }
            }
            """);
    var running = trial.start();
    running.await(directory.resolve("begun"));
    running.signal("INT");
    running.await(directory.resolve("interrupted"));
    running.signal("INT");
    assertThat(running.end().code()).isEqualTo(130);
    assertThat(Files.readString(trial.results().resolve("provenance.json")))
        .contains("\"exit\": null");
  }

  @Test
  void itStopsAlthoughNothingCanBeGivenBack() throws Exception {
    var trial =
        new Experiment(
            directory,
            """
            class Trial extends Engine {
              @Override protected void run() throws Exception {
                sweeper(factor("n", 1, 2)).next();
                Files.createFile(Path.of("begun"));
                new CountDownLatch(1).await();
              }
            }
            """);
    var running = trial.start();
    running.await(directory.resolve("begun"));
    var lock = trial.results().resolve("sweeper/lock");
    try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      running.signal("TERM");
      assertThat(running.end().code()).isEqualTo(143);
    }
  }
}
