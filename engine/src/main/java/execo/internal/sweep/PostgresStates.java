package execo.internal.sweep;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The states of a sweep's elements in a database, as one worker changes them. Each change carries a
 * ticket, by which it is found again when it is not known whether it was committed. Thread-safe.
 */
final class PostgresStates {
  /** Selects, with the sweep and a limit as parameters, the first elements to do. */
  static final String FIRST =
      """
      select key from execo_element
        where sweep = ? and state = 'todo' and place is not null
        order by place limit ? for update skip locked\
      """;

  /** Selects, with keys, the sweep and a limit as parameters, the first of them to do. */
  static final String FIRST_OF =
      """
      select e.key
        from unnest(?::uuid[]) with ordinality wanted (key, place)
        join execo_element e on e.sweep = ? and e.key = wanted.key
        where e.state = 'todo' and e.place is not null
        order by wanted.place limit ? for update of e skip locked\
      """;

  private final String sweep;
  private final String me;

  PostgresStates(String sweep, String me) {
    this.sweep = sweep;
    this.me = me;
  }

  /** What is left. The orders are those of indexes, so that nothing else is read. */
  Left left(Connection connection) throws SQLException {
    return Sql.query(
            connection,
            row ->
                row.getBoolean(1)
                    ? Left.TO_DO
                    : row.getBoolean(2) ? Left.IN_PROGRESS : Left.NOTHING,
            """
            select
              (select true from execo_element
                where sweep = ? and state = 'todo' and place is not null
                order by place limit 1),
              (select true from execo_element
                where sweep = ? and state = 'in progress' and place is not null
                order by worker limit 1)\
            """,
            sweep,
            sweep)
        .getFirst();
  }

  /** Takes what a selection gives. */
  List<UUID> take(Connection connection, UUID ticket, String selection, List<Object> parameters)
      throws SQLException {
    var all = new ArrayList<>(parameters);
    all.addAll(List.of(me, ticket, sweep));
    return Sql.query(
        connection,
        PostgresStates::key,
        "with picked as ("
            + selection
            + """
            )
            update execo_element e
              set state = 'in progress', worker = ?, ticket = ?, at = now()
              from picked where e.sweep = ? and e.key = picked.key returning e.key\
            """,
        all.toArray());
  }

  static UUID key(ResultSet row) throws SQLException {
    return row.getObject("key", UUID.class);
  }

  /** The elements that an operation changed of which it is not known whether it was committed. */
  List<UUID> ticketed(Connection connection, UUID ticket) throws SQLException {
    return Sql.query(
        connection,
        PostgresStates::key,
        "select key from execo_element where sweep = ? and worker = ? and ticket = ?",
        sweep,
        me,
        ticket);
  }

  /** Changes the state of elements that are locked, as far as that is allowed; of how many. */
  int mark(Connection connection, Mark mark, List<UUID> keys, UUID ticket) throws SQLException {
    var condition =
        mark.onlyIfHeld()
            ? ""
            : switch (mark.to()) {
              case DONE -> " or state <> 'done'";
              case TODO -> " or state = 'skipped'";
              case SKIPPED, FAILED -> " or state = 'todo'";
              case IN_PROGRESS -> "";
            };
    var changed =
        Sql.query(
            connection,
            PostgresStates::key,
            """
            update execo_element e set
              state = case when ? <> 'failed' then ?
                when ? > 1 + (select count(*) from execo_failure f
                  where f.sweep = e.sweep and f.key = e.key) then 'todo'
                else 'failed' end,
              took = case when state = 'in progress' and worker = ?
                then greatest(0, extract(epoch from clock_timestamp() - at)) end,
              worker = ?, ticket = ?, at = now()
              where sweep = ? and key = any (?)
                and ((state = 'in progress' and worker = ?)%s)
              returning key\
            """
                .formatted(condition),
            mark.to().word(),
            mark.to().word(),
            mark.limit(),
            me,
            me,
            ticket,
            sweep,
            keys,
            me);
    if (mark.to() == State.FAILED && !changed.isEmpty()) {
      Sql.update(
          connection,
          """
          insert into execo_failure (sweep, key, reason, worker, took)
            select sweep, key, ?, ?, took from execo_element where sweep = ? and key = any (?)\
          """,
          mark.reason().replace('\0', ' '),
          me,
          sweep,
          changed);
    }
    return changed.size();
  }

  /** In one order, so that two batches never wait for each other. */
  void lock(Connection connection, List<UUID> keys, List<Object> elements) throws SQLException {
    var known =
        Sql.query(
            connection,
            PostgresStates::key,
            """
            select key from execo_element where sweep = ? and key = any (?)
              order by key for update\
            """,
            sweep,
            keys);
    if (known.size() < keys.size()) {
      var strangers = Set.copyOf(known);
      throw new IllegalArgumentException(
          "not in this sweep: "
              + elements.stream()
                  .filter(e -> !strangers.contains(ElementKeys.of(e)))
                  .findFirst()
                  .orElseThrow());
    }
  }

  /**
   * What is in one of these states is to do again; how many that are. What is given back keeps its
   * failures.
   *
   * @param only the keys of those that may change; null for all
   */
  int reset(Connection connection, Set<State> from, @Nullable List<UUID> only, UUID ticket)
      throws SQLException {
    var keys =
        Sql.query(
            connection,
            PostgresStates::key,
            """
            with reset as (
              select sweep, key, state from execo_element
                where sweep = ? and place is not null and state = any (?)
                  and (?::boolean or key = any (?)) order by key for update),
            forgotten as (
              delete from execo_failure f using reset r
                where f.sweep = r.sweep and f.key = r.key and r.state <> 'in progress')
            update execo_element e set state = 'todo', worker = ?, ticket = ?
              from reset r where e.sweep = r.sweep and e.key = r.key returning e.key\
            """,
            sweep,
            from.stream().map(State::word).toList(),
            only == null,
            only == null ? List.<UUID>of() : only,
            me,
            ticket);
    return keys.size();
  }
}
