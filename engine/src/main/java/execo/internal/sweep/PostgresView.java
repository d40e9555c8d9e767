package execo.internal.sweep;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A sweep in a database that is read only: its tables are not made, its list is not changed. */
public final class PostgresView implements StoreView {
  private final String sweep;
  private final UUID list;
  private final Database database;

  /** Looks at a sweep of a database, both of which an URL tells. */
  public PostgresView(PostgresUrl url, Elements elements) throws IOException {
    sweep = url.sweep();
    list = new PostgresList(elements).key();
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

  private interface Look<T> {
    T at(Connection connection) throws SQLException;
  }

  private <T> T look(Look<T> look) throws IOException {
    return database
        .<Optional<T>>call((connection, again) -> {
          var same =
              Sql.query(
                  connection,
                  row -> list.equals(row.getObject(1)),
                  "select list_key from execo_sweep where name = ?",
                  sweep);
          connection.commit();
          return same.contains(true) ? Optional.of(look.at(connection)) : Optional.empty();
        })
        .orElseThrow(
            () -> new IOException("the sweep " + sweep + " has another list of elements now"));
  }

  @Override
  public Counts counts() throws IOException {
    return look(connection -> PostgresPicture.counts(connection, sweep));
  }

  @Override
  public Picture picture() throws IOException {
    return look(connection -> PostgresPicture.of(connection, sweep));
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
