package execo.internal.sweep;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Statements with parameters, which may be values, keys or lists of keys or texts. */
final class Sql {
  private Sql() {}

  /** Takes a row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  static int update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      set(connection, statement, parameters);
      return statement.executeUpdate();
    }
  }

  static <T> List<T> query(
      Connection connection, Row<T> row, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(10_000);
      set(connection, statement, parameters);
      var rows = new ArrayList<T>();
      try (var results = statement.executeQuery()) {
        while (results.next()) {
          rows.add(row.of(results));
        }
      }
      return rows;
    }
  }

  private static void set(
      Connection connection, PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      switch (parameters[i]) {
        case Collection<?> list -> {
          var type = list.stream().allMatch(UUID.class::isInstance) ? "uuid" : "text";
          statement.setArray(i + 1, connection.createArrayOf(type, list.toArray()));
        }
        case null, default -> statement.setObject(i + 1, parameters[i]);
      }
    }
  }
}
