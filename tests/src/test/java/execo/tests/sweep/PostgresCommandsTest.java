package execo.tests.sweep;

import static execo.tests.sweep.SweeperContract.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;

import execo.process.LocalProcess;
import execo.sweep.Combination;
import execo.sweep.ParamSweeper;
import execo.tests.real.RealPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code execo sweep} on a sweep in a database that somebody works on. */
@RealPostgres
class PostgresCommandsTest {
  private final String url = Postgres.newSweep();

  @SuppressWarnings("NullAway.Init")
  private ParamSweeper<Combination> sweeper;

  @BeforeEach
  void work() {
    sweeper = new ParamSweeper<>(url, SWEEP);
    var taken = sweeper.nextBatch(3);
    sweeper.done(taken.get(0));
    sweeper.fail(taken.get(1), "no route");
  }

  @AfterEach
  void close() {
    sweeper.close();
  }

  private LocalProcess execo(String command, String... more) {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Objects.requireNonNull(System.getProperty("java.class.path")),
                "execo.cli.Main",
                "sweep",
                command,
                url));
    words.addAll(List.of(more));
    return new LocalProcess(words).timeout("1m");
  }

  private String ok(String command, String... more) {
    var run = execo(command, more).run();
    assertThat(run.exitCode()).as(run.dump()).isZero();
    return run.stdout();
  }

  @Test
  void looksAndExports() {
    assertThat(ok("status"))
        .contains("1 of 6 done, 1 in progress, 1 failed", "failed: flows=1,cc=reno: no route")
        .containsPattern("worker .*: 1 in progress");
    assertThat(ok("list", "--state", "in-progress")).isEqualTo("in progress  flows=2,cc=cubic\n");
    assertThat(ok("export", "--state", "failed"))
        .startsWith("flows,cc,state,")
        .containsPattern("\n1,reno,failed,.*,1,no route\n");
  }

  @Test
  void putsBack() {
    assertThat(ok("retry", "--all")).isEqualTo("1 to do again\n");
    assertThat(sweeper.failed()).isEmpty();
    assertThat(ok("cancel", "flows=2,cc=cubic")).contains("may still run");
    assertThat(sweeper.inProgress()).isEmpty();
  }

  @Test
  void watchesUntilAllIsDone() {
    try (var watching = execo("status", "--watch").start()) {
      watching.expect("1 of 6 done, 1 in progress, 1 failed", "30s");
      sweeper.doneAll(sweeper.inProgress());
      watching.expect("2 of 6 done, 1 failed", "30s");
      sweeper.doneAll(sweeper.nextBatch(3));
      watching.await();
      assertThat(watching.stdout()).endsWith("5 of 6 done, 1 failed\n");
      assertThat(watching.exitCode()).as(watching.dump()).isZero();
    }
  }
}
