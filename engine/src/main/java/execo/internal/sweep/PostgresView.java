package execo.internal.sweep;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A sweep in a database that is read only: its tables are not made, its list is not changed. */
public final class PostgresView implements StoreView {
  private static final Picture NOTHING = new Picture(List.of(), List.of());

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
    return looked(
        connection -> PostgresPicture.counts(connection, sweep, list), NOTHING.counts(list.size()));
  }

  @Override
  public Picture picture() throws IOException {
    return looked(connection -> PostgresPicture.of(connection, sweep, list), NOTHING);
  }

  private interface Look<T> {
    T at(Connection connection) throws SQLException;
  }

  private <T> T looked(Look<T> look, T withoutTables) throws IOException {
    return database.call((connection, again) -> {
      var tables = hasTables(connection);
      connection.commit();
      return tables ? look.at(connection) : withoutTables;
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
