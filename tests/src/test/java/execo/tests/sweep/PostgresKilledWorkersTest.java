package execo.tests.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import execo.tests.real.RealPostgres;
import execo.tests.real.SoakPostgres;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that are killed while the server restarts, too. */
class PostgresKilledWorkersTest {
  @TempDir Path notes;

  @RealPostgres
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingIsLost(long seed) throws Exception {
    assertThat(run(Duration.ofSeconds(30), seed)).isPositive();
  }

  @SoakPostgres
  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void nothingIsLostInAMinute(long seed) throws Exception {
    assertThat(run(Duration.ofMinutes(1), seed)).isPositive();
  }

  private int run(Duration duration, long seed) throws Exception {
    return new KillTrial(Postgres.newSweep(), notes, seed).run(duration, Postgres::restart);
  }
}
