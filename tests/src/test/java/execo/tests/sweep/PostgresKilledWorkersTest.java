package execo.tests.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import execo.tests.real.RealPostgres;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that are killed while the server restarts, too. */
@RealPostgres
class PostgresKilledWorkersTest {
  @TempDir Path notes;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingIsLost(long seed) throws Exception {
    var trial = new KillTrial(Postgres.newSweep(), notes, seed);
    assertThat(trial.run(Duration.ofSeconds(30), Postgres::restart)).isPositive();
  }
}
