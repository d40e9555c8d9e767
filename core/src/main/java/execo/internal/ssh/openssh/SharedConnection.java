package execo.internal.ssh.openssh;

import execo.host.EffectiveConnection;
import execo.internal.os.SpawnRequest;
import execo.internal.os.Timers;
import execo.internal.ssh.settings.ClientSettings;
import execo.log.Log;
import execo.log.LogLevel;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one destination that its commands may share: an ssh of its own, without a
 * command, which is guarded as every child is.
 *
 * <p>The first commands to a destination connect by themselves, as there may be no others. Once one
 * of them has got through, the next one has this connection opened, and waits for it. Thread-safe.
 */
final class SharedConnection {
  private enum State {
    /** No command has got through yet. */
    UNTRIED,
    /** The next command is worth a connection to share. */
    WORTHWHILE,
    OPENING,
    OPEN,
    /** It does not go, or the user has arrangements of his own. */
    OFF
  }

  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final int TERM = 15;

  /** What ssh says when it fails because of the socket and not of the host. */
  private static final List<String> SOCKET_TROUBLE =
      List.of("unix_listener", "ControlPath", "ControlSocket", "control socket", "too long for");

  private final SharedConnections all;
  private final EffectiveConnection connection;
  private final List<SshChild> waiting = new ArrayList<>();
  private State state = State.UNTRIED;
  private int users;
  private long lastUse;
  private boolean timed;
  private @Nullable Path socket;
  private @Nullable Child child;
  private @Nullable Master master;

  SharedConnection(SharedConnections all, EffectiveConnection connection) {
    this.all = all;
    this.connection = connection;
  }

  /** Lets a command go on: now, or when the connection is open. */
  void enter(SshChild user) {
    boolean opens;
    boolean waits;
    synchronized (this) {
      users++;
      opens = state == State.WORTHWHILE && all.takePlace();
      if (opens) {
        state = State.OPENING;
      }
      waits = state == State.OPENING;
      if (waits) {
        waiting.add(user);
      }
    }
    if (!waits) {
      user.open();
    } else if (opens) {
      all.settings.apply(connection).whenComplete((found, _) -> open(found));
    }
  }

  /** A command has got through to the host. */
  synchronized void reached() {
    if (state == State.UNTRIED) {
      state = State.WORTHWHILE;
    }
  }

  /** A command has ended. */
  synchronized void leave() {
    users--;
    lastUse = System.nanoTime();
    if (users == 0 && state == State.OPEN && !timed) {
      timed = true;
      Timers.schedule(IDLE, this::closeIfLongIdle);
    }
  }

  /** The words by which an ssh uses the connection; none if there is none to be used. */
  synchronized List<String> words() {
    return state == State.OPEN && socket != null
        ? List.of("-o", "ControlMaster=no", "-o", "ControlPath=" + socket)
        : List.of();
  }

  private synchronized void closeIfLongIdle() {
    timed = false;
    var rest = IDLE.minusNanos(System.nanoTime() - lastUse);
    if (!rest.isPositive()) {
      closeIfIdle();
    } else if (users == 0 && state == State.OPEN) {
      timed = true;
      Timers.schedule(rest, this::closeIfLongIdle);
    }
  }

  /** Closes it if it is open and nobody uses it. */
  synchronized void closeIfIdle() {
    if (users == 0 && state == State.OPEN && child != null) {
      state = State.WORTHWHILE;
      child.signal(TERM);
    }
  }

  /** Opens it, unless the settings, null if ssh tells none, are against it. */
  private void open(@Nullable ClientSettings found) {
    if (found == null || found.options().isEmpty() || isArranged(found)) {
      settle(State.OFF, null);
      return;
    }
    try {
      var path = all.sockets.socket(all.nextNumber());
      var tag = OpensshConnector.tag();
      var argv = OpensshCommandLine.master(connection, path, OpensshConnector.marking(tag));
      var request = new SpawnRequest(argv, OpensshConnector.ENVIRONMENT, null, false, false);
      Supplier<Conversation> conversation = () -> new Forwarding(tag);
      var holder = new Master();
      var ssh =
          new SshChild(all.engine, all.openings, () -> request, connection, conversation, holder);
      synchronized (this) {
        socket = path;
        child = ssh;
        master = holder;
      }
      ssh.open();
    } catch (IOException e) {
      settle(State.OFF, null);
      Log.program().log(LogLevel.DETAIL, () -> "connections are not shared: " + e.getMessage());
    }
  }

  /** Whether the user shares connections himself, or sets what a shared one would not carry. */
  private static boolean isArranged(ClientSettings found) {
    var path = found.option("controlpath");
    return (path != null && !path.equals("none"))
        || found.option("setenv") != null
        || found.option("localcommand") != null;
  }

  /** It is open, or it is not going to be; who waited goes on, or fails for this reason. */
  private void settle(State next, @Nullable String reason) {
    List<SshChild> released;
    synchronized (this) {
      state = next;
      released = List.copyOf(waiting);
      waiting.clear();
    }
    if (next != State.OPEN) {
      all.leavePlace();
    }
    for (var user : released) {
      if (reason == null) {
        user.open();
      } else {
        user.fail(reason);
      }
    }
  }

  /** Told what becomes of the ssh that holds the connection. */
  private final class Master implements ChildListener {
    private boolean opened;

    @Override
    public void started(long pid) {}

    @Override
    public void opened() {
      opened = true;
      settle(State.OPEN, null);
    }

    @Override
    public void output(OutputStreamId stream, byte[] bytes) {}

    @Override
    public void streamEnded(OutputStreamId stream, @Nullable String error) {}

    @Override
    public void ended(ExitStatus status) {
      over("connection failed");
    }

    @Override
    public void failed(String reason) {
      over(reason);
    }

    private void over(String reason) {
      if (!opened) {
        var trouble = SOCKET_TROUBLE.stream().anyMatch(reason::contains);
        settle(trouble ? State.OFF : State.UNTRIED, trouble ? null : reason);
        return;
      }
      all.leavePlace();
      synchronized (SharedConnection.this) {
        if (state == State.OPEN && master == this) {
          state = State.UNTRIED;
        }
      }
    }
  }
}
