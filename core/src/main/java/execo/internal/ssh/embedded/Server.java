package execo.internal.ssh.embedded;

import execo.internal.os.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one destination: those that are open, those that are being opened, and who
 * waits for one. Thread-safe.
 */
final class Server {
  /** One that wants to work on a connection. Told without any lock held. */
  interface Guest {
    /** A connection begins to be opened for those who wait. */
    void begun();

    /** Has a place on a connection, to be given back by {@link Server#leave}. */
    void arrived(Link link);

    /** There is no connection. */
    void failed(String reason);
  }

  private static final int MOST_LINKS = 100;
  private static final Duration IDLE = Duration.ofMinutes(2);

  private final Function<Runnable, CompletableFuture<ClientSession>> openings;
  private final List<Link> links = new ArrayList<>();
  private final Deque<Guest> waiting = new ArrayDeque<>();
  private int opening;
  private boolean begun;
  private int limit = Integer.MAX_VALUE;

  Server(Function<Runnable, CompletableFuture<ClientSession>> openings) {
    this.openings = openings;
  }

  /** Gives the guest a place, now or later. */
  void enter(Guest guest) {
    boolean isBegun;
    synchronized (this) {
      waiting.addLast(guest);
      isBegun = opening > 0 && begun;
    }
    if (isBegun) {
      guest.begun();
    }
    serve();
  }

  /** The guest waits no longer; false if it is not waiting. */
  synchronized boolean withdraw(Guest guest) {
    return waiting.remove(guest);
  }

  /** A place is given back. */
  void leave(Link link) {
    synchronized (this) {
      link.used--;
      if (link.used == 0 && !link.closed) {
        var since = ++link.visits;
        Timers.schedule(IDLE, () -> closeIfIdle(link, since));
      }
    }
    serve();
  }

  /** The server does not let a guest in on this connection; it gets a place on another. */
  void turnedAway(Link link, Guest guest) {
    var reason = "";
    synchronized (this) {
      link.used--;
      if (link.used == 0) {
        reason = "the host refuses sessions on its connections";
      } else {
        link.limit = Math.min(link.limit, link.used);
        limit = Math.min(limit, link.limit);
        waiting.addFirst(guest);
      }
    }
    if (reason.isEmpty()) {
      serve();
    } else {
      guest.failed(reason);
    }
  }

  /** Takes a connection out; those who wait get others. */
  void lost(Link link) {
    synchronized (this) {
      link.closed = true;
      links.remove(link);
    }
    serve();
  }

  /** Closes the connections on which nothing runs. */
  void closeIdle() {
    List<Link> idle;
    synchronized (this) {
      idle = links.stream().filter(link -> link.used == 0).toList();
      idle.forEach(link -> link.closed = true);
      links.removeAll(idle);
    }
    idle.forEach(Link::close);
  }

  private void closeIfIdle(Link link, long since) {
    synchronized (this) {
      if (link.closed || link.used > 0 || link.visits != since) {
        return;
      }
      link.closed = true;
      links.remove(link);
    }
    link.close();
  }

  private void serve() {
    for (Runnable next; (next = next()) != null; ) {
      next.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    if (waiting.isEmpty()) {
      return null;
    }
    for (var link : links) {
      if (!link.closed && link.used < Math.min(link.limit, limit) && link.alive()) {
        link.used++;
        var guest = waiting.removeFirst();
        return () -> guest.arrived(link);
      }
    }
    if (links.size() + opening < MOST_LINKS && waiting.size() > (long) opening * limit) {
      opening++;
      return this::open;
    }
    return null;
  }

  private void open() {
    openings.apply(this::openingBegun).whenComplete(this::opened);
  }

  private void openingBegun() {
    List<Guest> guests;
    synchronized (this) {
      begun = true;
      guests = List.copyOf(waiting);
    }
    guests.forEach(Guest::begun);
  }

  private void opened(@Nullable ClientSession session, @Nullable Throwable problem) {
    if (session != null) {
      var link = new Link(session);
      synchronized (this) {
        opening--;
        begun &= opening > 0;
        links.add(link);
      }
      session.addCloseFutureListener(closed -> lost(link));
      serve();
      return;
    }
    var failed = new ArrayList<Guest>();
    synchronized (this) {
      opening--;
      begun &= opening > 0;
      var most = opening == 0 && links.isEmpty() ? waiting.size() : Math.min(limit, waiting.size());
      for (var i = 0; i < most; i++) {
        failed.add(waiting.removeLast());
      }
    }
    var reason = Reasons.of(problem);
    failed.forEach(guest -> guest.failed("connection failed: " + reason));
    serve();
  }
}
