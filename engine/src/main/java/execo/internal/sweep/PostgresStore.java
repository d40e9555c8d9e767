package execo.internal.sweep;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables of a PostgreSQL server. The list is the sweep's: a worker that has another one than the
 * last one set takes nothing any more. The server's clock counts the leases.
 */
public final class PostgresStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger("execo.sweep");
  private static final long CHECK_NANOS = 1_000_000_000;
  private static final int BEATS_PER_LEASE = 4;

  private final String sweep;
  private final Database database;
  private final String me;
  private final ScheduledExecutorService clock = clock();
  private volatile PostgresList list;
  private volatile double leaseSeconds = 60;
  private volatile boolean working;
  private volatile boolean closed;
  private volatile long checked = System.nanoTime() - CHECK_NANOS;

  /** Opens a sweep of a database, both of which an URL tells; the tables are made if missing. */
  public PostgresStore(PostgresUrl url, Elements elements) throws IOException {
    sweep = url.sweep();
    me = WorkerProcess.newWorker();
    list = new PostgresList(elements);
    database = new Database(url.jdbc());
    try {
      database.call((connection, again) -> {
        PostgresSchema.create(connection);
        list.store(connection, sweep);
        findLost(connection);
        if (nobodyWorks(connection)) {
          retrySkipped(connection);
        }
        return true;
      });
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** The text of the list that a database keeps. */
  public static Optional<String> savedList(PostgresUrl url) throws IOException {
    try (var database = new Database(url.jdbc())) {
      return database.call((connection, again) -> {
        PostgresSchema.create(connection);
        return savedList(connection, url.sweep());
      });
    }
  }

  static Optional<String> savedList(Connection connection, String sweep) throws SQLException {
    var texts =
        Sql.query(
            connection,
            row -> Optional.ofNullable(row.getString(1)),
            "select list from execo_sweep where name = ?",
            sweep);
    return texts.stream().flatMap(Optional::stream).findFirst();
  }

  private static ScheduledExecutorService clock() {
    return Executors.newSingleThreadScheduledExecutor(task -> {
      var thread = new Thread(task, "execo-sweep-alive");
      thread.setDaemon(true);
      return thread;
    });
  }

  private <T> T call(Database.Transaction<T> transaction) throws IOException {
    if (closed) {
      throw new IllegalStateException("the sweeper is closed");
    }
    return database.call(transaction);
  }

  private boolean nobodyWorks(Connection connection) throws SQLException {
    return Sql.query(
            connection, row -> 1, "select 1 from execo_worker where sweep = ? limit 1", sweep)
        .isEmpty();
  }

  private void retrySkipped(Connection connection) throws SQLException {
    Sql.update(
        connection,
        "update execo_element set state = 'todo' where sweep = ? and state = 'skipped'",
        sweep);
  }

  /** This worker begins, or goes on although it was taken for dead. */
  private void register(Connection connection) throws SQLException {
    if (nobodyWorks(connection)) {
      retrySkipped(connection);
    }
    var process = WorkerProcess.SELF;
    Sql.update(
        connection,
        """
        insert into execo_worker (id, sweep, host, pid, started, system, lease)
          values (?, ?, ?, ?, ?, ?, make_interval(secs => ?))
          on conflict (id) do update set beat = now()\
        """,
        me,
        sweep,
        process.host(),
        process.pid(),
        process.started(),
        process.system(),
        leaseSeconds);
  }

  private void begin() throws IOException {
    if (working) {
      return;
    }
    synchronized (clock) {
      if (working || closed) {
        return;
      }
      call((connection, again) -> {
        register(connection);
        return true;
      });
      working = true;
      long period = (long) (leaseSeconds * 1e9 / BEATS_PER_LEASE);
      clock.scheduleAtFixedRate(this::beat, period, period, TimeUnit.NANOSECONDS);
    }
  }

  private void beat() {
    try {
      call((connection, again) -> {
        if (Sql.update(connection, "update execo_worker set beat = now() where id = ?", me) == 0) {
          register(connection);
        }
        findLost(connection);
        return true;
      });
    } catch (IOException | RuntimeException e) {
      LOG.warn("no sign of life in the sweep {}: {}", sweep, e.getMessage());
    }
  }

  /** Workers that died give back what they had. */
  private void findLost(Connection connection) throws SQLException {
    checked = System.nanoTime();
    var lost =
        Sql.query(
            connection,
            row -> row.getString(1),
            "select id from execo_worker where sweep = ? and id <> ? and beat + lease < now()",
            sweep,
            me);
    lost.addAll(endedHere(connection));
    if (lost.isEmpty()) {
      return;
    }
    Sql.update(connection, "delete from execo_worker where id = any (?)", lost);
    Sql.update(
        connection,
        """
        update execo_element set state = 'todo'
          where sweep = ? and worker = any (?) and state in ('in progress', 'skipped')\
        """,
        sweep,
        lost);
  }

  private List<String> endedHere(Connection connection) throws SQLException {
    var ended = new ArrayList<String>();
    Sql.query(
        connection,
        row -> {
          var process =
              new WorkerProcess(
                  row.getString("host"),
                  row.getLong("pid"),
                  row.getString("started"),
                  row.getString("system"));
          return process.ended() && ended.add(row.getString("id"));
        },
        "select * from execo_worker where sweep = ? and system = ? and pid <> ?",
        sweep,
        WorkerProcess.SELF.system(),
        WorkerProcess.SELF.pid());
    return ended;
  }

  @Override
  public List<Integer> take(int limit) throws IOException {
    return take(
        """
        select key from execo_element
          where sweep = ? and state = 'todo' and place is not null
          order by place limit ? for update skip locked\
        """,
        sweep,
        limit);
  }

  @Override
  public List<Integer> take(List<Integer> candidates, int limit) throws IOException {
    var order = new HashMap<Integer, Integer>();
    candidates.forEach(place -> order.putIfAbsent(place, order.size()));
    var taken =
        take(
            """
            select e.key
              from unnest(?::uuid[]) with ordinality wanted (key, place)
              join execo_element e on e.sweep = ? and e.key = wanted.key
              where e.state = 'todo' and e.place is not null
              order by wanted.place limit ? for update of e skip locked\
            """,
            candidates.stream().map(list::key).toList(),
            sweep,
            limit);
    return taken.stream()
        .sorted(Comparator.comparing(place -> Objects.requireNonNull(order.get(place))))
        .toList();
  }

  private List<Integer> take(String selection, Object... parameters) throws IOException {
    begin();
    var ticket = UUID.randomUUID();
    var all = new ArrayList<Object>(List.of(parameters));
    all.addAll(List.of(me, ticket, sweep));
    var keys =
        call((connection, again) -> {
          if (again) {
            var before = ticketed(connection, ticket);
            if (!before.isEmpty()) {
              return before;
            }
          }
          demandList(connection);
          var taken = picked(connection, selection, all);
          if (taken.isEmpty() || System.nanoTime() - checked > CHECK_NANOS) {
            findLost(connection);
            return taken.isEmpty() ? picked(connection, selection, all) : taken;
          }
          return taken;
        });
    return keys.stream().map(list::place).filter(Objects::nonNull).sorted().toList();
  }

  private static List<UUID> picked(Connection connection, String selection, List<Object> parameters)
      throws SQLException {
    return Sql.query(
        connection,
        PostgresStore::key,
        "with picked as ("
            + selection
            + """
            )
            update execo_element e
              set state = 'in progress', worker = ?, ticket = ?, at = now()
              from picked where e.sweep = ? and e.key = picked.key returning e.key\
            """,
        parameters.toArray());
  }

  static UUID key(ResultSet row) throws SQLException {
    return row.getObject("key", UUID.class);
  }

  /** The elements that an operation changed of which it is not known whether it was committed. */
  private List<UUID> ticketed(Connection connection, UUID ticket) throws SQLException {
    return Sql.query(
        connection,
        PostgresStore::key,
        "select key from execo_element where sweep = ? and worker = ? and ticket = ?",
        sweep,
        me,
        ticket);
  }

  private void demandList(Connection connection) throws SQLException {
    var ours =
        Sql.query(
            connection,
            row -> list.key().equals(row.getObject(1)),
            "select list_key from execo_sweep where name = ?",
            sweep);
    if (ours.isEmpty() || !ours.getFirst()) {
      throw new IllegalStateException(
          "the list of the sweep " + sweep + " was changed by another sweeper; open it again");
    }
  }

  private static List<UUID> keys(List<Object> elements) {
    return elements.stream().<UUID>map(ElementKeys::of).distinct().sorted().toList();
  }

  @Override
  public int mark(Mark mark, List<Object> elements) throws IOException {
    var keys = keys(elements);
    var ticket = UUID.randomUUID();
    if (mark.to() == State.SKIPPED) {
      begin();
    }
    return call((connection, again) -> {
      if (again) {
        var before = ticketed(connection, ticket).size();
        if (before > 0) {
          return before;
        }
      }
      lock(connection, keys, elements);
      return mark(connection, mark, keys, ticket);
    });
  }

  /** In one order, so that two batches never wait for each other. */
  private void lock(Connection connection, List<UUID> keys, List<Object> elements)
      throws SQLException {
    var known =
        Sql.query(
            connection,
            PostgresStore::key,
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

  private int mark(Connection connection, Mark mark, List<UUID> keys, UUID ticket)
      throws SQLException {
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
            PostgresStore::key,
            """
            update execo_element e set
              state = case when ? <> 'failed' then ?
                when ? > 1 + (select count(*) from execo_failure f
                  where f.sweep = e.sweep and f.key = e.key) then 'todo'
                else 'failed' end,
              took = case when state = 'in progress' and worker = ?
                then extract(epoch from clock_timestamp() - at) end,
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

  @Override
  public int reset(Set<State> from, @Nullable List<Object> only) throws IOException {
    var words = from.stream().map(State::word).toList();
    var chosen = only == null ? null : keys(only);
    var ticket = UUID.randomUUID();
    return call((connection, again) -> {
      if (again) {
        var before = ticketed(connection, ticket).size();
        if (before > 0) {
          return before;
        }
      }
      if (only != null && chosen != null) {
        lock(connection, chosen, only);
      }
      return reset(connection, words, chosen, ticket);
    });
  }

  /** What is given back by a reset keeps its failures. */
  private int reset(
      Connection connection, List<String> words, @Nullable List<UUID> only, UUID ticket)
      throws SQLException {
    var keys =
        Sql.query(
            connection,
            PostgresStore::key,
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
            words,
            only == null,
            only == null ? List.<UUID>of() : only,
            me,
            ticket);
    return keys.size();
  }

  @Override
  public Counts counts() throws IOException {
    return call((connection, again) -> PostgresPicture.counts(connection, sweep));
  }

  @Override
  public Picture picture() throws IOException {
    return call((connection, again) -> PostgresPicture.of(connection, sweep, list));
  }

  @Override
  public void elements(Elements elements) throws IOException {
    var fresh = new PostgresList(elements);
    call((connection, again) -> {
      fresh.store(connection, sweep);
      return true;
    });
    list = fresh;
  }

  @Override
  public void saveList(String text) throws IOException {
    call((connection, again) ->
        Sql.update(
            connection,
            "update execo_sweep set list = ? where name = ? and list is distinct from ?",
            text,
            sweep,
            text));
  }

  @Override
  public Optional<String> savedList() throws IOException {
    return call((connection, again) -> savedList(connection, sweep));
  }

  @Override
  public List<String> problems() {
    return List.of();
  }

  @Override
  public void lease(double seconds) {
    if (working) {
      throw new IllegalStateException("the lease is set before the first element is taken");
    }
    leaseSeconds = seconds;
  }

  /** Lets the last one end by itself: an interruption would break its connection. */
  private void endBeats() {
    clock.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
          clock.shutdownNow();
        }
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (clock) {
      if (closed) {
        return;
      }
      endBeats();
      try {
        if (working) {
          call((connection, again) -> {
            Sql.update(
                connection,
                """
                update execo_element set state = 'todo'
                  where sweep = ? and worker = ? and state = 'in progress'\
                """,
                sweep,
                me);
            return Sql.update(connection, "delete from execo_worker where id = ?", me);
          });
        }
      } finally {
        closed = true;
        database.close();
      }
    }
  }
}
