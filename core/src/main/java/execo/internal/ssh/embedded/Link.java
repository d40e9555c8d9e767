package execo.internal.ssh.embedded;

import execo.internal.os.Timers;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/** One open connection, shared by guests. Thread-safe. */
final class Link {
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final int TERM = 15;

  private final ClientSession session;
  private final Map<String, String> environment;
  private final Leash leash;
  private final Set<CommandChannel> sessions = ConcurrentHashMap.newKeySet();
  private final Map<Guest.Kind, Integer> guests = new EnumMap<>(Guest.Kind.class);
  private volatile int limit = Integer.MAX_VALUE;
  private long visits;
  private int mostSessions;
  private volatile long lastSign = System.nanoTime();
  private @Nullable String loss;

  /**
   * A connection that is logged in.
   *
   * @param environment the variables that the server is asked to set for every command
   * @param opening how long it took to open it
   */
  Link(ClientSession session, Map<String, String> environment, Duration opening) {
    this.session = session;
    this.environment = environment;
    leash = new Leash(this, opening);
    session.addSessionListener(
        new SessionListener() {
          @Override
          public void sessionException(Session failed, Throwable problem) {
            note(Reasons.of(problem));
          }

          @Override
          public void sessionDisconnect(
              Session ended, int code, String message, String language, boolean byUs) {
            note(message);
          }
        });
  }

  private synchronized void note(String reason) {
    if (loss == null) {
      loss = reason;
    }
  }

  /** Why the connection is no more, in one line. */
  synchronized String loss() {
    return loss == null ? "the host closed it" : loss;
  }

  ClientSession session() {
    return session;
  }

  /** The host's address, as the user knows it. */
  String host() {
    var destination = Destination.of(session);
    return destination == null ? "" : destination.connection().address();
  }

  /** The variables that the server is asked to set for every command. */
  Map<String, String> environment() {
    return environment;
  }

  Leash leash() {
    return leash;
  }

  // ---- guests

  synchronized boolean hasRoom(Guest.Kind kind, int room) {
    var used = count(Guest.Kind.COMMAND) + count(Guest.Kind.COPY);
    return kind == Guest.Kind.TUNNEL || used < Math.min(room, Server.withoutLeash(limit));
  }

  synchronized void entered(Guest.Kind kind) {
    visits++;
    guests.merge(kind, 1, Integer::sum);
  }

  synchronized void left(Guest.Kind kind) {
    guests.merge(kind, -1, Integer::sum);
  }

  synchronized int guests() {
    return guests.values().stream().mapToInt(count -> count).sum();
  }

  private int count(Guest.Kind kind) {
    return guests.getOrDefault(kind, 0);
  }

  /** How many guests there have been. */
  synchronized long visits() {
    return visits;
  }

  // ---- channels

  /** Opens a channel; what becomes of it the channel is told. */
  void open(AbstractClientChannel channel) throws IOException {
    session.getService(ConnectionService.class).registerChannel(channel);
    channel.open();
  }

  /** The host has admitted a session; notes how many there are at once. */
  void admitted(CommandChannel channel) {
    sessions.add(channel);
    lastSign = System.nanoTime();
    channel.addCloseFutureListener(closed -> {
      sessions.remove(channel);
      lastSign = System.nanoTime();
    });
    synchronized (this) {
      mostSessions = Math.max(mostSessions, sessions.size());
    }
  }

  /** How many sessions the host has admitted at once, the leash's included. */
  synchronized int mostSessions() {
    return mostSessions + count(Guest.Kind.COPY);
  }

  /** The host admits no more sessions than these, of which the leash is to have one. */
  void full(int most) {
    limit = most;
  }

  /** Whether a channel on which a command runs is open. */
  boolean isBusy() {
    return sessions.stream().anyMatch(CommandChannel::runsCommand);
  }

  /** Whether it has been idle for so long that the host may be gone unnoticed. */
  boolean isStale() {
    return !isBusy() && System.nanoTime() - lastSign > FRESH.toNanos();
  }

  // ---- its end

  /** Whether channels can be opened on it, as far as this side knows. */
  boolean alive() {
    return session.isOpen();
  }

  /** Has something done when the connection has ended, at once if it has. */
  void onClose(Runnable task) {
    session.addCloseFutureListener(closed -> task.run());
  }

  /** Ends the connection, on which nothing runs. */
  void close() {
    disconnect("it is not used");
    Timers.schedule(CLOSING, () -> session.close(true));
  }

  /**
   * Tells the host that the connection ends, and ends it when that is sent; the leash ends what
   * runs there. A host that is not told finds out by itself, which takes an sshd more work.
   */
  void disconnect(String reason) {
    note(reason);
    try {
      session.disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, reason);
    } catch (IOException _) {
      session.close(true); // there is nobody to tell
    }
  }

  /** Ends the connection at once, though the host may not hear of it. */
  void cut(String reason) {
    note(reason);
    session.close(true);
  }

  /** Completed when the connection has ended. */
  CompletableFuture<?> ended() {
    var ended = new CompletableFuture<@Nullable Void>();
    onClose(() -> ended.complete(null));
    return ended;
  }

  /** Sends TERM to what runs there, but for what is detached. */
  void endCommands() {
    for (var channel : List.copyOf(sessions)) {
      channel.terminate(TERM);
    }
  }
}
