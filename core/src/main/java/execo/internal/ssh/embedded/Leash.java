package execo.internal.ssh.embedded;

import execo.internal.os.Timers;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.spi.OutputStreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Ends on the host what still runs there when the connection ends, for whatever reason: a small
 * shell, in one more channel of the connection, that is told which commands run.
 *
 * <p>It is started once a command has run for {@link #PATIENCE}, or as long as it took to open the
 * connection if that was longer: the host is slow or far then. It is started earlier when {@link
 * #CROWD} run at once, or with one that has an input or a terminal. So short commands do not pay
 * for it. A connection that is lost in the meantime leaves what it started to itself. Thread-safe.
 */
final class Leash {
  private static final Duration PATIENCE = Duration.ofMillis(250);
  private static final int CROWD = 5;

  /** How many may be opened at once in this program: they must not hold up the commands. */
  private static final OpeningLimit TURNS = new OpeningLimit(64);

  private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

  private static final Work WORK = new Work(Scripts.LEASH, true, false, null, false);

  private enum State {
    NONE,
    AWAITED,
    OPENING,
    OPEN,
    REFUSED
  }

  private final Link link;
  private final Duration patience;
  private final Set<String> running = new LinkedHashSet<>();
  private final ChannelInput input = new ChannelInput();
  private State state = State.NONE;

  /**
   * The leash of a connection.
   *
   * @param opening how long it took to open the connection
   */
  Leash(Link link, Duration opening) {
    this.link = link;
    patience = opening.compareTo(PATIENCE) > 0 ? opening : PATIENCE;
  }

  /**
   * A command runs that is to be ended with the connection.
   *
   * @param isLong whether it is sure to run for long
   */
  void began(String mark, boolean isLong) {
    boolean open = false;
    synchronized (this) {
      running.add(mark);
      switch (state) {
        case OPEN -> tell("+" + mark);
        case NONE, AWAITED -> {
          if (isLong || running.size() >= CROWD) {
            open = true;
          } else if (state == State.NONE) {
            state = State.AWAITED;
            Timers.schedule(patience, this::openIfNeeded);
          }
        }
        default -> {}
      }
    }
    if (open) {
      TURNS.enter(this::open);
    }
  }

  /** A command has ended; what it left behind may stay. */
  synchronized void ended(String mark) {
    if (running.remove(mark) && state == State.OPEN) {
      tell("-" + mark);
    }
  }

  private void tell(String line) {
    input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** In turn: most commands of a crowd have ended before theirs. */
  private void openIfNeeded() {
    TURNS.enter(place -> {
      if (isNeeded()) {
        open(place);
      } else {
        place.release();
      }
    });
  }

  private synchronized boolean isNeeded() {
    if (state == State.AWAITED && running.isEmpty()) {
      state = State.NONE;
    }
    return state == State.AWAITED;
  }

  private void open(OpeningLimit.Place place) {
    synchronized (this) {
      if (state == State.OPENING || state == State.OPEN) {
        place.release();
        return;
      }
      state = State.OPENING;
    }
    Timers.schedule(LONGEST_TURN, place::release);
    try {
      link.open(new CommandChannel(link, WORK, Map.of(), new Opened(place)));
    } catch (IOException | RuntimeException e) {
      refused(place);
    }
  }

  private void refused(OpeningLimit.Place place) {
    synchronized (this) {
      state = State.REFUSED;
    }
    place.release();
  }

  private final class Opened implements CommandChannel.Events {
    private final OpeningLimit.Place place;

    Opened(OpeningLimit.Place place) {
      this.place = place;
    }

    @Override
    public void opened(CommandChannel opened) {
      synchronized (Leash.this) {
        state = State.OPEN;
        running.forEach(mark -> tell("+" + mark));
      }
      input.open(opened);
      place.release();
    }

    @Override
    public void refused(String reason, boolean elsewhere) {
      Leash.this.refused(place);
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
      Leash.this.refused(place);
      input.refuse("the leash has ended");
    }
  }
}
