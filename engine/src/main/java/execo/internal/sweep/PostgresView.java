package execo.internal.sweep;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** A sweep in a database that is read only: its tables are not made, its list is not changed. */
public final class PostgresView implements StoreView {
  private final String sweep;
  private final PostgresList list;
  private final Database database;

  /** Looks at a sweep of a database, both of which an URL tells. */
  public PostgresView(PostgresUrl url, Elements elements) throws IOException {
    sweep = url.sweep();
    list = new PostgresList(elements);
    database = new Database(url.jdbc());
  }

  /** The text of the list that a database keeps; nothing is made there. */
  public static Optional<String> savedList(PostgresUrl url) throws IOException {
    try (var database = new Database(url.jdbc())) {
      return database.call((connection, again) ->
          hasTables(connection)
              ? PostgresStore.savedList(connection, url.sweep())
              : Optional.empty());
    }
  }

  private static boolean hasTables(Connection connection) throws SQLException {
    return Sql.query(
            connection, row -> row.getObject(1) != null, "select to_regclass('execo_sweep')::text")
        .getFirst();
  }

  @Override
  public Counts counts() throws IOException {
    var counts = new EnumMap<State, Integer>(State.class);
    double seconds = 0;
    int timed = 0;
    var touched = picture().touched();
    for (var each : touched) {
      counts.merge(each.state(), 1, Integer::sum);
      if (each.state() == State.DONE && !Double.isNaN(each.took())) {
        seconds += each.took();
        timed++;
      }
    }
    return new Counts(
        list.size() - touched.size() + counts.getOrDefault(State.TODO, 0),
        counts.getOrDefault(State.IN_PROGRESS, 0),
        counts.getOrDefault(State.DONE, 0),
        counts.getOrDefault(State.SKIPPED, 0),
        counts.getOrDefault(State.FAILED, 0),
        timed == 0 ? Double.NaN : seconds / timed);
  }

  @Override
  public Picture picture() throws IOException {
    return database.call((connection, again) -> {
      var tables = hasTables(connection);
      connection.commit();
      return tables
          ? PostgresPicture.of(connection, sweep, list)
          : new Picture(List.of(), List.of());
    });
  }

  @Override
  public List<String> problems() {
    return List.of();
  }

  @Override
  public void close() {
    database.close();
  }
}
