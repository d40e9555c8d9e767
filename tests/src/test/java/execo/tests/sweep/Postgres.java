package execo.tests.sweep;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** The PostgreSQL server of {@code services/postgres.sh}, as its {@code env} tells. */
final class Postgres {
  private Postgres() {}

  /** A sweep of its own. */
  static String newSweep() {
    return setting("URL") + "&sweep=" + UUID.randomUUID();
  }

  /** A database of its own. */
  static final class Database {
    private final String name = "execo_" + UUID.randomUUID().toString().replace("-", "");

    void create() throws SQLException {
      onServer("create database " + name);
    }

    void drop() throws SQLException {
      onServer("drop database " + name + " with (force)");
    }

    String url() {
      return setting("URL").replaceFirst("/[^/?]*\\?", "/" + name + "?");
    }

    /** Does something in it; {@code $} stands for its name. */
    void execute(String sql) throws SQLException {
      execute(url(), sql.replace("$", name));
    }

    private static void onServer(String sql) throws SQLException {
      execute(setting("URL"), sql);
    }

    private static void execute(String url, String sql) throws SQLException {
      try (var connection = DriverManager.getConnection(url);
          var statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /** Ends the server at once and starts it again. */
  static void restart() throws Exception {
    var restart =
        new ProcessBuilder("sh", "-c", setting("RESTART"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (restart.waitFor() != 0) {
      throw new IllegalStateException(setting("RESTART") + ": exit code " + restart.exitValue());
    }
  }

  private static String setting(String name) {
    String variable = "EXECO_TEST_POSTGRES_" + name;
    String value = System.getenv(variable);
    if (value == null) {
      throw new IllegalStateException(
          variable + " is not set: start services/postgres.sh and take over what its env prints");
    }
    return value;
  }
}
