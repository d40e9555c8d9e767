package execo.tests.sweep;

import execo.tests.real.RealPostgres;

/** On a PostgreSQL server. */
@RealPostgres
class PostgresElementsTest extends ElementsContract {
  private final String url = Postgres.newSweep();

  @Override
  String url() {
    return url;
  }
}
