package execo.internal.ssh.embedded;

import execo.internal.os.Timers;
import execo.internal.ssh.connecting.OpeningLimit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one destination: those that are open, those that are being opened, and who
 * waits for one. Thread-safe.
 *
 * <p>All guests share one connection until the host refuses a channel on it: that is its limit
 * (sshd's MaxSessions), and from then on there are as many connections as it takes, up to a limit;
 * a guest for whom there is none waits. A connection that nobody uses is closed after a while.
 */
final class Server {
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  /** How many connections may be opened at once through one connection to a jump host. */
  private static final int MOST_OPENINGS_THROUGH = 32;

  /**
   * The limits of each server.
   *
   * @param mostLinks how many connections there are at most
   * @param idle after how long a connection that nobody uses is closed
   */
  record Limits(int mostLinks, Duration idle) {
    /** The system property for another idle time, in seconds; a benchmark sets it. */
    private static final String IDLE = "execo.embedded.idle";

    private static final int IDLE_SECONDS = 120;

    /** What holds where nothing else is said. */
    static final Limits USUAL =
        new Limits(100, Duration.ofSeconds(Integer.getInteger(IDLE, IDLE_SECONDS)));
  }

  private final Limits limits;
  private final Function<Runnable, CompletableFuture<Link>> openings;
  private final OpeningLimit through = new OpeningLimit(MOST_OPENINGS_THROUGH);
  private final List<Link> links = new ArrayList<>();
  private final Map<Guest.Kind, Deque<Guest>> waiting = new EnumMap<>(Guest.Kind.class);
  private int opening;
  private boolean begun;
  private int limit = Integer.MAX_VALUE;

  /** Connections that are opened so; the task is to be run when that really begins. */
  Server(Limits limits, Function<Runnable, CompletableFuture<Link>> openings) {
    this.limits = limits;
    this.openings = openings;
    for (var kind : Guest.Kind.values()) {
      waiting.put(kind, new ArrayDeque<>());
    }
  }

  /** The limit on connections that are opened through this host. */
  OpeningLimit through() {
    return through;
  }

  /** Gives the guest a place, now or later. */
  void enter(Guest guest) {
    boolean isBegun;
    synchronized (this) {
      waiting(guest.kind()).addLast(guest);
      isBegun = opening > 0 && begun;
    }
    if (isBegun) {
      guest.begun();
    }
    serve();
  }

  /** The guest waits no longer. */
  synchronized void withdraw(Guest guest) {
    waiting(guest.kind()).remove(guest);
  }

  /** A guest gives its place back. */
  void leave(Link link, Guest.Kind kind) {
    synchronized (this) {
      link.left(kind);
      if (link.guests() == 0 && links.contains(link)) {
        var visit = link.visits();
        Timers.schedule(limits.idle(), () -> closeIfIdle(link, visit));
      }
    }
    link.leash().roomMade();
    serve();
  }

  /** The host does not let a guest in on this connection; it gets a place on another. */
  void turnedAway(Link link, Guest guest) {
    int mostSessions;
    synchronized (this) {
      link.left(guest.kind());
      mostSessions = link.mostSessions();
      if (mostSessions > 0) {
        limit = Math.min(limit, mostSessions);
        link.full(mostSessions);
        waiting(guest.kind()).addFirst(guest);
      }
    }
    if (mostSessions == 0) {
      guest.failed("connection failed: the host refuses sessions");
    }
    serve();
  }

  /** Takes a connection out; those who wait get others. */
  void lost(Link link) {
    synchronized (this) {
      links.remove(link);
    }
    serve();
  }

  /** The connections that are open. */
  synchronized List<Link> links() {
    return List.copyOf(links);
  }

  /**
   * Closes the connections that nobody uses; a moment later also those whose last guest has ended,
   * but waits for the host's last word.
   */
  void closeIdle() {
    List<Link> idle;
    synchronized (this) {
      idle = links.stream().filter(link -> link.guests() == 0).toList();
      links.removeAll(idle);
      for (var link : links) {
        var visit = link.visits();
        Timers.schedule(LAST_WORD, () -> closeIfIdle(link, visit));
      }
    }
    idle.forEach(Link::close);
  }

  private void closeIfIdle(Link link, long visit) {
    synchronized (this) {
      if (link.guests() > 0 || link.visits() != visit || !links.remove(link)) {
        return;
      }
    }
    link.close();
  }

  private Deque<Guest> waiting(Guest.Kind kind) {
    return waiting.getOrDefault(kind, new ArrayDeque<>());
  }

  private void serve() {
    for (Runnable next; (next = next()) != null; ) {
      next.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    for (var kind : Guest.Kind.values()) {
      var guests = waiting(kind);
      if (guests.isEmpty()) {
        continue;
      }
      for (var link : links) {
        if (link.alive() && link.hasRoom(kind, room(kind))) {
          link.entered(kind);
          var guest = guests.removeFirst();
          return () -> guest.arrived(link);
        }
      }
      if (links.size() + opening < limits.mostLinks()
          && guests.size() > (long) opening * room(kind)) {
        opening++;
        return this::open;
      }
    }
    return null;
  }

  /** How many guests a new connection has room for, as far as is known. */
  private int room(Guest.Kind kind) {
    return switch (kind) {
      case TUNNEL -> Integer.MAX_VALUE;
      case COMMAND, COPY -> withoutLeash(limit);
    };
  }

  static int withoutLeash(int sessions) {
    return sessions == Integer.MAX_VALUE ? sessions : Math.max(1, sessions - 1);
  }

  private void open() {
    openings.apply(this::openingBegun).whenComplete(this::opened);
  }

  private void openingBegun() {
    var guests = new ArrayList<Guest>();
    synchronized (this) {
      begun = true;
      waiting.values().forEach(guests::addAll);
    }
    guests.forEach(Guest::begun);
  }

  private void opened(@Nullable Link link, @Nullable Throwable problem) {
    var failed = new ArrayList<Guest>();
    synchronized (this) {
      opening--;
      begun &= opening > 0;
      if (link != null) {
        links.add(link);
      } else {
        var last = opening == 0 && links.isEmpty();
        for (var kind : Guest.Kind.values()) {
          var guests = waiting(kind);
          for (var left = last ? guests.size() : Math.min(room(kind), guests.size());
              left > 0;
              left--) {
            failed.add(guests.removeFirst());
          }
        }
      }
    }
    if (link != null) {
      link.onClose(() -> lost(link));
    }
    if (!failed.isEmpty()) {
      var reason = "connection failed: " + Reasons.of(problem);
      failed.forEach(guest -> guest.failed(reason));
    }
    serve();
  }
}
