package execo.internal.sweep;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to a database. A transaction that fails because the server restarts, or because of
 * what another one does, is done again for a while. Thread-safe.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("execo.sweep");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PATIENCE_AT_START = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 200;

  /** What is committed is on the server's disk, also where the server's settings say otherwise. */
  private static final String DURABLE =
      """
      select set_config('synchronous_commit', 'on', false)
        where current_setting('synchronous_commit') = 'off'\
      """;

  /** Kept here, since the settings of a logger that nobody refers to are lost. */
  private static final java.util.logging.Logger DRIVER =
      java.util.logging.Logger.getLogger("org.postgresql");

  static {
    if (DRIVER.getLevel() == null) {
      DRIVER.setLevel(Level.SEVERE); // it throws what it warns of, and Java's log would print it
    }
  }

  private final HikariDataSource source;

  Database(String url) throws IOException {
    var settings = new HikariConfig();
    settings.setJdbcUrl(url);
    settings.setPoolName("execo-sweep");
    settings.setAutoCommit(false);
    settings.setConnectionInitSql(DURABLE);
    settings.setIsolateInternalQueries(true);
    settings.setMinimumIdle(1);
    settings.setMaximumPoolSize(8);
    settings.setConnectionTimeout(10_000);
    source = open(settings);
  }

  /** Waits a while for a server that starts. */
  private static HikariDataSource open(HikariConfig settings) throws IOException {
    long end = System.nanoTime() + PATIENCE_AT_START.toNanos();
    for (int tried = 0; ; tried++) {
      try {
        return new HikariDataSource(settings);
      } catch (PoolInitializationException e) {
        if (!(e.getCause() instanceof SQLException cause && passes(cause))
            || System.nanoTime() > end) {
          throw new IOException(reason(e), e);
        }
        if (pause(tried)) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted while the server could not be reached", e);
        }
      } catch (RuntimeException e) {
        LOG.debug("no driver takes the URL: {}", e.getClass().getName()); // it has the password
        throw new IOException(
            "not a URL of PostgreSQL, such as jdbc:postgresql://host:5432/database?user=me: "
                + PostgresUrl.shown(settings.getJdbcUrl()));
      }
    }
  }

  private static String reason(PoolInitializationException e) {
    var cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  /** What is done in one transaction. */
  interface Transaction<T> {
    /**
     * Does it.
     *
     * @param again whether it was tried before, and may have been committed without our knowing
     */
    T run(Connection connection, boolean again) throws SQLException;
  }

  /** Does it, and is not interrupted: an interruption would close the connection. */
  <T> T call(Transaction<T> transaction) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean interrupted = Thread.interrupted();
    try {
      for (int tried = 0; ; tried++) {
        try {
          return once(transaction, tried > 0);
        } catch (SQLException e) {
          interrupted |= Thread.interrupted();
          if (!passes(e) || System.nanoTime() > end) {
            throw new IOException(e.getMessage(), e);
          }
          LOG.debug("a transaction is done again", e);
          interrupted |= pause(tried);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T once(Transaction<T> transaction, boolean again) throws SQLException {
    try (var connection = source.getConnection()) {
      try {
        var result = transaction.run(connection, again);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        try {
          connection.rollback();
        } catch (SQLException e2) {
          e.addSuppressed(e2);
        }
        throw e;
      }
    }
  }

  /** Whether it may succeed the next time: no connection, a server that ends, or a conflict. */
  private static boolean passes(SQLException e) {
    var state = e.getSQLState();
    return e instanceof SQLTransientException
        || (state != null
            && (state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("40")
                || state.startsWith("53")));
  }

  /** Whether it was interrupted, which only makes it shorter. */
  private static boolean pause(int tried) {
    try {
      Thread.sleep(Math.min(tried + 1, 5) * PAUSE_MILLIS);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
