package execo.internal.sweep;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Who works on a sweep in a database, this worker among them: signs of life, and what becomes of
 * what a worker had when it is gone. Thread-safe.
 */
final class PostgresWorkers {
  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String sweep;
  private final String me;
  private volatile long checked = System.nanoTime() - CHECK_NANOS;

  PostgresWorkers(String sweep, String me) {
    this.sweep = sweep;
    this.me = me;
  }

  /** A sweeper comes that does not work yet: a run begins if nobody does. */
  void enter(Connection connection) throws SQLException {
    findLost(connection);
    if (nobodyWorks(connection)) {
      retrySkipped(connection);
    }
  }

  private boolean nobodyWorks(Connection connection) throws SQLException {
    return Sql.query(
            connection, row -> 1, "select 1 from execo_worker where sweep = ? limit 1", sweep)
        .isEmpty();
  }

  private void retrySkipped(Connection connection) throws SQLException {
    Sql.update(
        connection,
        "update execo_element set state = 'todo' where sweep = ? and state = 'skipped'",
        sweep);
  }

  /** This worker begins, or goes on although it was taken for dead. */
  void register(Connection connection, double leaseSeconds) throws SQLException {
    if (nobodyWorks(connection)) {
      retrySkipped(connection);
    }
    var process = WorkerProcess.SELF;
    Sql.update(
        connection,
        """
        insert into execo_worker (id, sweep, host, pid, started, system, lease)
          values (?, ?, ?, ?, ?, ?, make_interval(secs => ?))
          on conflict (id) do update set beat = now()\
        """,
        me,
        sweep,
        process.host(),
        process.pid(),
        process.started(),
        process.system(),
        leaseSeconds);
  }

  /** A sign of life of this worker. */
  void beat(Connection connection, double leaseSeconds) throws SQLException {
    if (Sql.update(connection, "update execo_worker set beat = now() where id = ?", me) == 0) {
      register(connection, leaseSeconds);
    }
    findLost(connection);
  }

  /** This worker ends and gives back what it has. */
  void leave(Connection connection) throws SQLException {
    Sql.update(
        connection,
        """
        update execo_element set state = 'todo'
          where sweep = ? and worker = ? and state = 'in progress'\
        """,
        sweep,
        me);
    Sql.update(connection, "delete from execo_worker where id = ?", me);
  }

  /** Whether it is time to look for workers that died. */
  boolean due() {
    return System.nanoTime() - checked > CHECK_NANOS;
  }

  /** Workers that died give back what they had. */
  void findLost(Connection connection) throws SQLException {
    checked = System.nanoTime();
    var lost =
        Sql.query(
            connection,
            row -> row.getString(1),
            "select id from execo_worker where sweep = ? and id <> ? and beat + lease < now()",
            sweep,
            me);
    lost.addAll(endedHere(connection));
    if (lost.isEmpty()) {
      return;
    }
    Sql.update(connection, "delete from execo_worker where id = any (?)", lost);
    Sql.update(
        connection,
        """
        update execo_element set state = 'todo'
          where sweep = ? and worker = any (?) and state in ('in progress', 'skipped')\
        """,
        sweep,
        lost);
  }

  private List<String> endedHere(Connection connection) throws SQLException {
    var ended = new ArrayList<String>();
    Sql.query(
        connection,
        row -> {
          var process =
              new WorkerProcess(
                  row.getString("host"),
                  row.getLong("pid"),
                  row.getString("started"),
                  row.getString("system"));
          return process.ended() && ended.add(row.getString("id"));
        },
        "select * from execo_worker where sweep = ? and system = ? and pid <> ?",
        sweep,
        WorkerProcess.SELF.system(),
        WorkerProcess.SELF.pid());
    return ended;
  }
}
