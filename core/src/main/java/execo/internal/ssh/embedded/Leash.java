package execo.internal.ssh.embedded;

import execo.internal.os.Timers;
import execo.log.Log;
import execo.spi.OutputStreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends on the host what still runs there when the connection ends, for whatever reason: a small
 * shell, in one more channel of the connection, that is told which commands run.
 *
 * <p>It is started once a command has run for {@link #PATIENCE}, or as long as it took to open the
 * connection if that was longer, since the host is slow or far then, but for {@link #MOST_PATIENCE}
 * at most. It is started earlier when {@link #CROWD} are there at once, or with one that has an
 * input or a terminal. So short commands do not pay for it. A connection that is lost in the
 * meantime leaves what it started to itself.
 *
 * <p>Where the host admits no session for it, it is tried again each time one has ended. Who is
 * without it for {@link #LONG} is told once for each destination. Thread-safe.
 */
final class Leash {
  private static final Duration PATIENCE = Duration.ofMillis(250);
  private static final Duration MOST_PATIENCE = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(2);
  private static final int CROWD = 5;

  /**
   * Those that are opened at once in this program: they must not hold up the commands, and most
   * commands of a crowd have ended before the turn of their leash. Those that run on wait no longer
   * than this for it.
   */
  private static final Turns TURNS =
      new Turns(64, Duration.ofSeconds(1), Duration.ofSeconds(4), Timers::schedule);

  private static final Work WORK = new Work(Scripts.LEASH, true, false, null, false);

  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private enum State {
    NONE,
    AWAITED,
    OPENING,
    OPEN,
    /** The host admitted no session for it. */
    REFUSED,
    /** It has ended although the connection has not: the host does not let it run. */
    ENDED
  }

  private final Link link;
  private final Duration patience;
  private final Set<String> commands = new LinkedHashSet<>();
  private ChannelInput input = new ChannelInput();
  private State state = State.NONE;

  /**
   * The leash of a connection.
   *
   * @param opening how long it took to open the connection
   */
  Leash(Link link, Duration opening) {
    this.link = link;
    patience = patience(opening);
  }

  /** How long a command runs before the leash is worth it, where opening took so long. */
  static Duration patience(Duration opening) {
    if (opening.compareTo(PATIENCE) < 0) {
      return PATIENCE;
    }
    return opening.compareTo(MOST_PATIENCE) > 0 ? MOST_PATIENCE : opening;
  }

  /** A command is about to be begun that is to be ended with the connection. */
  void expect(String mark) {
    boolean crowded;
    synchronized (this) {
      commands.add(mark);
      if (state == State.OPEN) {
        tell("+" + mark);
      }
      crowded = commands.size() >= CROWD && mayBegin();
    }
    if (crowded) {
      TURNS.enter(this::open);
    }
  }

  /**
   * A command that was expected runs now.
   *
   * @param isLong whether it is sure to run for long
   */
  void began(boolean isLong) {
    synchronized (this) {
      if (!mayBegin()) {
        return;
      }
      if (!isLong) {
        await();
        return;
      }
    }
    TURNS.enter(this::open);
  }

  private boolean mayBegin() {
    return state == State.NONE || state == State.AWAITED;
  }

  private void await() {
    if (state == State.NONE) {
      state = State.AWAITED;
      Timers.schedule(patience, this::openIfNeeded);
    }
  }

  /** A command has ended or was not begun; what it left behind may stay. */
  synchronized void ended(String mark) {
    if (commands.remove(mark) && state == State.OPEN) {
      tell("-" + mark);
    }
  }

  /** A session has ended on the connection, so that there is room for another. */
  synchronized void roomMade() {
    if (state == State.REFUSED) {
      state = State.NONE;
      await();
    }
  }

  private void tell(String line) {
    input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void openIfNeeded() {
    TURNS.enter(over -> {
      if (isNeeded()) {
        open(over);
      } else {
        over.run();
      }
    });
  }

  private synchronized boolean isNeeded() {
    if (state == State.AWAITED && commands.isEmpty()) {
      state = State.NONE;
    }
    return state == State.AWAITED;
  }

  private void open(Runnable over) {
    Try attempt;
    synchronized (this) {
      if (!mayBegin()) {
        over.run();
        return;
      }
      state = State.OPENING;
      input = new ChannelInput();
      attempt = new Try(over, input);
    }
    attempt.begin();
  }

  private void without(State reason) {
    synchronized (this) {
      state = reason;
    }
    Timers.schedule(LONG, this::tellUser);
  }

  private void tellUser() {
    String why;
    synchronized (this) {
      if (state == State.OPEN || commands.isEmpty() || !link.alive()) {
        return;
      }
      why =
          state == State.ENDED
              ? "does not run the shell that would end it"
              : "admits no further session for the shell that would end it (sshd's MaxSessions)";
    }
    var host = link.host();
    if (TOLD.add(host)) {
      Log.program()
          .warn(host + ": what runs there may outlive a connection that is lost: the host " + why);
    }
  }

  /** One channel for it, from the request to its end. */
  private final class Try implements CommandChannel.Events {
    private final Runnable over;
    private final ChannelInput own;
    private final CommandChannel channel = new CommandChannel(link, WORK, Map.of(), this);

    Try(Runnable over, ChannelInput own) {
      this.over = over;
      this.own = own;
    }

    void begin() {
      try {
        link.open(channel);
      } catch (IOException | RuntimeException e) {
        closed();
      }
    }

    @Override
    public void terminalRefused() {}

    @Override
    public void opened(CommandChannel opened) {
      synchronized (Leash.this) {
        state = State.OPEN;
        commands.forEach(mark -> tell("+" + mark));
      }
      own.open(opened);
      over.run();
    }

    @Override
    public void refused(String reason, boolean isFull) {
      if (isFull) {
        link.full(link.mostSessions());
        without(State.REFUSED);
      } else {
        channel.close(false);
      }
      over.run();
    }

    @Override
    public void output(OutputStreamId stream, byte[] bytes) {}

    @Override
    public void outputEnded() {}

    @Override
    public void exited(int code) {}

    @Override
    public void signalled(String name) {}

    @Override
    public void closed() {
      boolean ran;
      synchronized (Leash.this) {
        ran = state == State.OPENING || state == State.OPEN;
      }
      if (ran) {
        without(State.ENDED);
      }
      over.run();
      own.refuse("the leash has ended");
    }
  }
}
