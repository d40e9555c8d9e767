package execo.tests.sweep;

import static execo.tests.sweep.SweeperContract.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.ParamSweeper;
import execo.sweep.SweepView;
import execo.tests.real.RealPostgres;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Times that a server whose clock is set gives, and what it takes to count. */
@RealPostgres
class PostgresClockTest {
  private final Postgres.Database database = new Postgres.Database();

  @BeforeEach
  void create() throws SQLException {
    database.create();
  }

  @AfterEach
  void drop() throws SQLException {
    database.drop();
  }

  @Test
  void whatEndsBeforeItBeganTookNoTime() throws SQLException {
    try (var sweeper = new ParamSweeper<>(database.url(), SWEEP)) {
      var taken = sweeper.nextBatch(2);
      database.execute("update execo_element set at = now() + interval '1 hour'");
      sweeper.done(taken.get(0));
      sweeper.fail(taken.get(1), "no");
      assertThat(sweeper.progress().meanDuration()).isZero();
      assertThat(sweeper.failed().getFirst().attempts().getFirst().duration()).isZero();
    }
  }

  @Test
  void aTimeThatIsNoneIsUnknown() throws SQLException {
    try (var sweeper = new ParamSweeper<>(database.url(), SWEEP)) {
      sweeper.doneAll(sweeper.nextBatch(2));
      for (var time : new String[] {"-5", "'Infinity'", "1e300", "'NaN'"}) {
        database.execute("update execo_element set took = " + time + " where state = 'done'");
        assertThat(sweeper.progress().meanDuration()).isNull();
        assertThat(sweeper.snapshot().done()).allMatch(each -> each.duration() == null);
      }
    }
  }

  @Test
  void theServerCountsTheListThatItKeeps() throws SQLException {
    try (var sweeper = new ParamSweeper<>(database.url(), SWEEP);
        var view = SweepView.open(database.url());
        var other = new SweepView<>(database.url(), SWEEP.subList(0, 2))) {
      sweeper.doneAll(sweeper.nextBatch(3));
      sweeper.next();
      database.execute("update execo_element set took = 2 where state = 'done'");
      database.execute("alter table execo_failure rename to not_read");
      assertThat(view.progress()).isEqualTo(sweeper.progress());
      assertThat(view.progress().meanDuration()).isEqualTo(Duration.ofSeconds(2));
      assertThat(other.progress().total()).isEqualTo(2);
      assertThat(other.progress().done()).isEqualTo(2);
    }
  }
}
