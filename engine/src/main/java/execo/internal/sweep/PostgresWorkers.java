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

  /**
   * Workers that died give back what they had, at once with their end: one that gives a sign of
   * life meanwhile is seen to live. So does one that nobody knows: that was taken for dead, and
   * died before its next sign of life.
   */
  void findLost(Connection connection) throws SQLException {
    checked = System.nanoTime();
    Sql.update(
        connection,
        """
        with lost as (
          delete from execo_worker
            where sweep = ? and id <> ? and (beat + lease < now() or id = any (?::text[])) returning id)
        update execo_element e set state = 'todo'
          where sweep = ? and worker <> ? and state in ('in progress', 'skipped')
            and (worker in (select id from lost)
              or state = 'in progress'
                and not exists (select from execo_worker w where w.id = e.worker))\
        """,
        sweep,
        me,
        endedHere(connection),
        sweep,
        me);
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
