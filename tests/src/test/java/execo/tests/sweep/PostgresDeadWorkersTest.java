package execo.tests.sweep;

import static execo.tests.sweep.SweeperContract.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.Combination;
import execo.sweep.ParamSweeper;
import execo.tests.real.RealPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker on another machine, of which this one sees only its rows. */
@RealPostgres
class PostgresDeadWorkersTest {
  private final String url = Postgres.newSweep();
  private final String name = url.replaceFirst(".*&sweep=", "");

  @SuppressWarnings("NullAway.Init")
  private ParamSweeper<Combination> sweeper;

  @SuppressWarnings("NullAway.Init")
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    sweeper = new ParamSweeper<>(url, SWEEP);
    connection = DriverManager.getConnection(url.replaceFirst("&sweep=.*", ""));
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    sweeper.close();
  }

  private int update(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(sql.replace("$", "'" + name + "'"));
    }
  }

  /**
   * It has the first element, and gave no sign of life for longer than its lease; this one has the
   * others, so that it looks for dead workers when it asks for more.
   */
  private void silentWorker() throws SQLException {
    update(
        """
        insert into execo_worker (id, sweep, host, pid, started, system, lease, beat)
          values ('other ' || $, $, 'node-9', 1, '', 'other', '1 minute', now() - interval '1 hour')\
        """);
    update(
        """
        update execo_element set state = 'in progress', worker = 'other ' || $
          where sweep = $ and place = 0\
        """);
    assertThat(sweeper.nextBatch(5)).hasSize(5);
  }

  @Test
  void whatASilentWorkerHadIsGivenBack() throws Exception {
    silentWorker();
    assertThat(sweeper.next()).contains(SWEEP.getFirst());
  }

  @Test
  void aSignOfLifeAtTheLastMomentCounts() throws Exception {
    silentWorker();
    connection.setAutoCommit(false);
    assertThat(update("update execo_worker set beat = now() where id = 'other ' || $")).isOne();
    var first = CompletableFuture.supplyAsync(sweeper::next);
    awaitWaiting(first);
    connection.commit();
    assertThat(first.get(60, TimeUnit.SECONDS)).isEmpty();
    assertThat(sweeper.inProgress()).hasSize(6);
  }

  /** Returns when the sweeper waits for this connection's transaction. */
  private void awaitWaiting(CompletableFuture<?> first) throws Exception {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!isWaiting()) {
      assertThat(first).isNotDone();
      assertThat(System.nanoTime()).isLessThan(limit);
    }
  }

  private boolean isWaiting() throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select count(*) from pg_stat_activity
                  where pg_backend_pid() = any (pg_blocking_pids(pid))\
                """)) {
      return rows.next() && rows.getInt(1) > 0;
    }
  }

  @Test
  void whatAWorkerHasThatNobodyKnowsIsGivenBack() throws Exception {
    silentWorker();
    update("delete from execo_worker where id = 'other ' || $");
    assertThat(sweeper.next()).contains(SWEEP.getFirst());
  }

  @Test
  void aWorkerThatWasTakenForDeadIsKnownAgainWhenItGoesOn() throws Exception {
    sweeper.next();
    update("delete from execo_worker where sweep = $");
    assertThat(sweeper.next()).contains(SWEEP.get(1));
    assertThat(sweeper.snapshot().workers()).hasSize(1);
  }
}
