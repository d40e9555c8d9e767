package execo.internal.sweep;

import java.sql.Connection;
import java.sql.SQLException;

/** The tables in which sweeps are kept. */
final class PostgresSchema {
  private static final String TABLES =
      """
      create table if not exists execo_sweep (
        name text primary key,
        list_key uuid,
        list text);
      create table if not exists execo_worker (
        id text primary key,
        sweep text not null,
        host text not null,
        pid bigint not null,
        started text not null,
        system text not null,
        lease interval not null,
        since timestamptz not null default now(),
        beat timestamptz not null default now());
      create index if not exists execo_worker_sweep on execo_worker (sweep);
      create table if not exists execo_element (
        sweep text not null,
        key uuid not null,
        element text not null,
        place int,
        state text not null default 'todo'
          check (state in ('todo', 'in progress', 'done', 'skipped', 'failed')),
        worker text not null default '',
        at timestamptz not null default now(),
        took double precision,
        ticket uuid,
        primary key (sweep, key));
      create index if not exists execo_element_todo on execo_element (sweep, place)
        where state = 'todo' and place is not null;
      create index if not exists execo_element_worker on execo_element (sweep, worker)
        where state in ('in progress', 'skipped');
      create table if not exists execo_failure (
        sweep text not null,
        key uuid not null,
        attempt bigint generated always as identity,
        reason text not null,
        worker text not null,
        at timestamptz not null default now(),
        took double precision,
        primary key (sweep, key, attempt));
      """;

  private PostgresSchema() {}

  /** Makes the tables that are missing; one at a time does so. */
  static void create(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set local client_min_messages = warning");
      statement.execute("select pg_advisory_xact_lock(hashtext('execo_sweep'))");
      statement.execute(TABLES);
    }
  }
}
