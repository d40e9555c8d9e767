package execo.internal.sweep;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
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
  private static final int BEATS_PER_LEASE = 4;

  private final String sweep;
  private final String me = WorkerProcess.newWorker();
  private final Database database;
  private final PostgresWorkers workers;
  private final PostgresStates states;
  private final ScheduledExecutorService clock = clock();
  private volatile PostgresList list;
  private volatile double leaseSeconds = 60;
  private volatile boolean working;
  private volatile boolean closed;

  /** Opens a sweep of a database, both of which an URL tells; the tables are made if missing. */
  public PostgresStore(PostgresUrl url, Elements elements) throws IOException {
    sweep = url.sweep();
    workers = new PostgresWorkers(sweep, me);
    states = new PostgresStates(sweep, me);
    list = new PostgresList(elements);
    database = new Database(url.jdbc());
    try {
      database.call((connection, again) -> {
        PostgresSchema.create(connection);
        list.store(connection, sweep);
        workers.enter(connection);
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

  private void begin() throws IOException {
    if (working) {
      return;
    }
    synchronized (clock) {
      if (working || closed) {
        return;
      }
      call((connection, again) -> {
        workers.register(connection, leaseSeconds);
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
        workers.beat(connection, leaseSeconds);
        return true;
      });
    } catch (IOException | RuntimeException e) {
      LOG.warn("no sign of life in the sweep {}: {}", sweep, e.getMessage());
    }
  }

  @Override
  public List<Integer> take(int limit) throws IOException {
    return take(PostgresStates.FIRST, List.of(sweep, limit));
  }

  @Override
  public List<Integer> take(List<Integer> candidates, int limit) throws IOException {
    var order = new HashMap<Integer, Integer>();
    candidates.forEach(place -> order.putIfAbsent(place, order.size()));
    var keys = candidates.stream().map(list::key).toList();
    return take(PostgresStates.FIRST_OF, List.of(keys, sweep, limit)).stream()
        .sorted(Comparator.comparing(place -> Objects.requireNonNull(order.get(place))))
        .toList();
  }

  private List<Integer> take(String selection, List<Object> parameters) throws IOException {
    begin();
    var ticket = UUID.randomUUID();
    var keys =
        call((connection, again) -> {
          if (again) {
            var before = states.ticketed(connection, ticket);
            if (!before.isEmpty()) {
              return before;
            }
          }
          demandListAndWorker(connection);
          var taken = states.take(connection, ticket, selection, parameters);
          if (taken.isEmpty() || workers.due()) {
            workers.findLost(connection);
          }
          return taken.isEmpty() ? states.take(connection, ticket, selection, parameters) : taken;
        });
    return keys.stream().map(list::place).filter(Objects::nonNull).sorted().toList();
  }

  /** Whoever takes an element has the sweep's list, and is a worker that others know. */
  private void demandListAndWorker(Connection connection) throws SQLException {
    var found =
        Sql.query(
            connection,
            row -> new Found(list.key().equals(row.getObject(1)), row.getBoolean(2)),
            """
            select list_key, exists (select from execo_worker where id = ?)
              from execo_sweep where name = ?\
            """,
            me,
            sweep);
    if (found.isEmpty() || !found.getFirst().sameList()) {
      throw new IllegalStateException(
          "the list of the sweep " + sweep + " was changed by another sweeper; open it again");
    }
    if (!found.getFirst().known()) {
      workers.register(connection, leaseSeconds);
    }
  }

  private record Found(boolean sameList, boolean known) {}

  private static List<UUID> keys(List<Object> elements) {
    return elements.stream().<UUID>map(ElementKeys::of).distinct().sorted().toList();
  }

  @Override
  public int mark(Mark mark, List<Object> elements) throws IOException {
    var keys = keys(elements);
    if (mark.to() == State.SKIPPED) {
      begin();
    }
    return change((connection, ticket) -> {
      states.lock(connection, keys, elements);
      return states.mark(connection, mark, keys, ticket);
    });
  }

  @Override
  public int reset(Set<State> from, @Nullable List<Object> only) throws IOException {
    var chosen = only == null ? null : keys(only);
    return change((connection, ticket) -> {
      if (only != null && chosen != null) {
        states.lock(connection, chosen, only);
      }
      return states.reset(connection, from, chosen, ticket);
    });
  }

  /** Changes states; gives of how many elements. */
  private interface Change {
    int with(Connection connection, UUID ticket) throws SQLException;
  }

  /** Makes a change once, also where it is not known whether the first try was committed. */
  private int change(Change change) throws IOException {
    var ticket = UUID.randomUUID();
    return call((connection, again) -> {
      var before = again ? states.ticketed(connection, ticket).size() : 0;
      return before > 0 ? before : change.with(connection, ticket);
    });
  }

  @Override
  public Left left() throws IOException {
    return call((connection, again) -> states.left(connection));
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
            workers.leave(connection);
            return true;
          });
        }
      } finally {
        closed = true;
        database.close();
      }
    }
  }
}
