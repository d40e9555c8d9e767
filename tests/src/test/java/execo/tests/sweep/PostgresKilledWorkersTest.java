package execo.tests.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import execo.tests.real.RealPostgres;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are killed while the server restarts, too. */
@RealPostgres
class PostgresKilledWorkersTest {
  @TempDir Path notes;

  @Test
  void nothingIsLostInAMinute() throws Exception {
    var trial = new KillTrial(Postgres.newSweep(), notes, 1);
    assertThat(trial.run(Duration.ofMinutes(1), Postgres::restart)).isPositive();
  }
}
