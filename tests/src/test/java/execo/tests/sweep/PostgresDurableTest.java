package execo.tests.sweep;

import static execo.tests.sweep.SweeperContract.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.ParamSweeper;
import execo.tests.real.RealPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the server waits for its disk, in a database whose settings are its own. */
@RealPostgres
class PostgresDurableTest {
  private final Postgres.Database database = new Postgres.Database();

  @BeforeEach
  void create() throws SQLException {
    database.create();
  }

  @AfterEach
  void drop() throws SQLException {
    database.drop();
  }

  @ParameterizedTest
  @CsvSource({"off, on", "on, on", "remote_apply, remote_apply"})
  void doneIsOnTheDiskWhateverTheDatabaseIsSetTo(String set, String used) throws SQLException {
    database.execute("alter database $ set synchronous_commit = " + set);
    new ParamSweeper<>(database.url(), SWEEP).close();
    database.execute("create table seen (setting text)");
    database.execute(
        """
        create function note() returns trigger language plpgsql as '
          begin insert into seen values (current_setting(''synchronous_commit'')); return new; end'\
        """);
    database.execute(
        """
        create trigger note after update on execo_element
          for each row when (new.state = 'done') execute function note()\
        """);
    try (var sweeper = new ParamSweeper<>(database.url(), SWEEP)) {
      sweeper.done(sweeper.next().orElseThrow());
      sweeper.done(sweeper.next().orElseThrow());
    }
    assertThat(seen()).containsExactly(used, used);
  }

  private List<String> seen() throws SQLException {
    var seen = new ArrayList<String>();
    try (var connection = DriverManager.getConnection(database.url());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select setting from seen")) {
      while (rows.next()) {
        seen.add(rows.getString(1));
      }
    }
    return seen;
  }
}
