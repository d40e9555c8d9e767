package execo.tests.sweep;

import static execo.sweep.Sweeps.factor;
import static execo.sweep.Sweeps.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.sweep.ParamSweeper;
import execo.tests.real.RealPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What threads cost the server that wait for what others have, in a database of their own. */
@RealPostgres
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresWaitingTest {
  private static final int ELEMENTS = 20_000;
  private static final int THREADS = 32;
  private static final int SECONDS = 4;

  /** Each look is one; asking for an element each second is, too. The rest is from before. */
  private static final long MOST_TRANSACTIONS = 10 * SECONDS + 150;

  private final Postgres.Database database = new Postgres.Database();

  @BeforeEach
  void create() throws SQLException {
    database.create();
  }

  @AfterEach
  void drop() throws SQLException {
    database.drop();
  }

  @Test
  void isLittleHoweverManyThreadsAndElementsThereAre() throws Exception {
    var list = sweep(factor("i", IntStream.range(0, ELEMENTS).boxed().toList()));
    try (var holder = new ParamSweeper<>(database.url(), list);
        var sweeper = new ParamSweeper<>(database.url(), list)) {
      var held = holder.nextBatch(1);
      sweeper.doneAll(sweeper.nextBatch(ELEMENTS));
      var loop = CompletableFuture.supplyAsync(() -> sweeper.forEach(THREADS, c -> {}));
      long transactions = transactions();
      long rows = rowsScanned();
      assertThatThrownBy(() -> loop.get(SECONDS, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThat(transactions() - transactions).isBetween(1L, MOST_TRANSACTIONS);
      assertThat(rowsScanned() - rows).isLessThan(10L * ELEMENTS);
      holder.doneAll(held);
      assertThat(loop.get(60, TimeUnit.SECONDS).done()).isEqualTo(ELEMENTS);
    }
  }

  private long transactions() throws SQLException {
    return number("select xact_commit from pg_stat_database where datname = current_database()");
  }

  private long rowsScanned() throws SQLException {
    return number("select seq_tup_read from pg_stat_user_tables where relname = 'execo_element'");
  }

  private long number(String query) throws SQLException {
    try (var connection = DriverManager.getConnection(database.url());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
