package execo.internal.sweep;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the tables of a sweep say of its elements. */
final class PostgresPicture {
  private PostgresPicture() {}

  /** How many elements are in each state. */
  static Counts counts(Connection connection, String sweep) throws SQLException {
    var counts = new HashMap<State, Integer>();
    var mean = new double[] {Double.NaN};
    Sql.query(
        connection,
        row -> {
          var state = State.of(row.getString(1));
          if (state == State.DONE) {
            mean[0] = seconds(row.getObject(3));
          }
          return counts.put(state, row.getInt(2));
        },
        """
        select state, count(*), avg(took) from execo_element
          where sweep = ? and place is not null group by state\
        """,
        sweep);
    return new Counts(
        counts.getOrDefault(State.TODO, 0),
        counts.getOrDefault(State.IN_PROGRESS, 0),
        counts.getOrDefault(State.DONE, 0),
        counts.getOrDefault(State.SKIPPED, 0),
        counts.getOrDefault(State.FAILED, 0),
        mean[0]);
  }

  /**
   * How many elements of a list are in each state, at one moment, in a transaction of its own. The
   * server counts them if it is the sweep's list.
   */
  static Counts counts(Connection connection, String sweep, PostgresList list) throws SQLException {
    return atOneMoment(
        connection,
        () ->
            list.isStored(connection, sweep)
                ? counts(connection, sweep)
                : new Picture(states(connection, sweep, list), List.of()).counts(list.size()));
  }

  /** The states of a list's elements that are not to do, and how long they took. */
  private static List<Picture.Touched> states(
      Connection connection, String sweep, PostgresList list) throws SQLException {
    var touched = new ArrayList<Picture.Touched>();
    Sql.query(
        connection,
        row -> {
          var place = list.place(PostgresStates.key(row));
          var state = State.of(row.getString("state"));
          var took = seconds(row.getObject("took"));
          return place != null
              && touched.add(new Picture.Touched(place, state, "", 0, took, List.of()));
        },
        "select key, state, took from execo_element where sweep = ? and state <> 'todo'",
        sweep);
    return touched;
  }

  /** Everything at one moment, in a transaction of its own. */
  static Picture of(Connection connection, String sweep, PostgresList list) throws SQLException {
    return atOneMoment(connection, () -> picture(connection, sweep, list));
  }

  private interface Look<T> {
    T now() throws SQLException;
  }

  private static <T> T atOneMoment(Connection connection, Look<T> look) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try {
      return look.now();
    } finally {
      connection.commit();
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
  }

  private static Picture picture(Connection connection, String sweep, PostgresList list)
      throws SQLException {
    var failures = failures(connection, sweep);
    var touched = new ArrayList<Picture.Touched>();
    Sql.query(
        connection,
        row -> {
          var place = list.place(PostgresStates.key(row));
          return place != null
              && touched.add(
                  new Picture.Touched(
                      place,
                      State.of(row.getString("state")),
                      row.getString("worker"),
                      millis(row.getTimestamp("at")),
                      seconds(row.getObject("took")),
                      failures.getOrDefault(list.key(place), List.of())));
        },
        """
        select key, state, worker, at, took from execo_element e
          where sweep = ? and (state <> 'todo' or exists
            (select 1 from execo_failure f where f.sweep = e.sweep and f.key = e.key))\
        """,
        sweep);
    touched.sort(Comparator.comparingInt(Picture.Touched::index));
    var workers =
        Sql.query(
            connection,
            row ->
                new Picture.AtWork(
                    row.getString("id"),
                    new WorkerProcess(
                        row.getString("host"),
                        row.getLong("pid"),
                        row.getString("started"),
                        row.getString("system")),
                    millis(row.getTimestamp("since")),
                    millis(row.getTimestamp("beat")),
                    row.getDouble("lease_seconds"),
                    row.getInt("held")),
            """
            select w.*, extract(epoch from w.lease) lease_seconds,
              (select count(*) from execo_element e where e.sweep = w.sweep
                and e.worker = w.id and e.state = 'in progress' and e.place is not null) held
              from execo_worker w where sweep = ? order by since, id\
            """,
            sweep);
    return new Picture(touched, workers);
  }

  private static Map<UUID, List<Attempt>> failures(Connection connection, String sweep)
      throws SQLException {
    var failures = new HashMap<UUID, List<Attempt>>();
    Sql.query(
        connection,
        row ->
            failures
                .computeIfAbsent(PostgresStates.key(row), key -> new ArrayList<>())
                .add(
                    new Attempt(
                        row.getString("reason"),
                        row.getString("worker"),
                        millis(row.getTimestamp("at")),
                        seconds(row.getObject("took")))),
        "select * from execo_failure where sweep = ? order by attempt",
        sweep);
    return failures;
  }

  private static long millis(Timestamp at) {
    return at.getTime();
  }

  /** A clock that was set while an element was in progress says nothing of how long it took. */
  private static double seconds(@Nullable Object took) {
    return took instanceof Double seconds && seconds >= 0 && seconds <= Line.LONGEST
        ? seconds
        : Double.NaN;
  }
}
