package execo.internal.ssh.openssh;

import execo.host.EffectiveConnection;
import execo.internal.os.ProcessEngine;
import execo.internal.os.SpawnRequest;
import execo.internal.os.Timers;
import execo.internal.ssh.connecting.LoadShedding;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A command or a copy on a host by way of an ssh or scp child: waits for a place to open its
 * connection, tries again when the server sheds load, and ends as the work on the host did.
 */
final class SshChild implements Child {
  private static final Duration GIVE_UP_AFTER_KILL = Duration.ofSeconds(3);
  private static final Duration DRAIN = Duration.ofMillis(500);
  private static final int KILL = 9;

  private final ProcessEngine engine;
  private final OpeningLimit openings;
  private final Supplier<SpawnRequest> request;
  private final Duration openTimeout;
  private final Supplier<Conversation> conversations;
  private final ChildListener listener;
  private final HeldInput input = new HeldInput();

  private int tries;
  private @Nullable Connection connection;
  private boolean told;
  private boolean finished;
  private boolean paused;
  private int killedWith;

  SshChild(
      ProcessEngine engine,
      OpeningLimit openings,
      Supplier<SpawnRequest> request,
      EffectiveConnection connection,
      Supplier<Conversation> conversations,
      ChildListener listener) {
    this.engine = engine;
    this.openings = openings;
    this.request = request;
    this.openTimeout = connection.connectTimeout();
    this.conversations = conversations;
    this.listener = listener;
  }

  SshChild open() {
    openings.enter(this::connect);
    return this;
  }

  private void connect(OpeningLimit.Place place) {
    Connection next;
    synchronized (this) {
      if (finished) {
        place.release();
        return;
      }
      tries++;
      next = new Connection(place);
      connection = next;
    }
    next.spawn();
  }

  /** One ssh or scp child. The engine calls it from one thread at a time. */
  private final class Connection implements ChildListener {
    private final OpeningLimit.Place place;
    private final Conversation conversation = conversations.get();
    private final StderrTail said = new StderrTail();
    private final ByteArrayOutputStream early = new ByteArrayOutputStream();
    private final CompletableFuture<Child> child = new CompletableFuture<>();
    private @Nullable Future<?> openTimer;
    private volatile long lastOutput;
    private boolean draining;

    Connection(OpeningLimit.Place place) {
      this.place = place;
    }

    void spawn() {
      if (!openTimeout.isZero()) {
        openTimer = Timers.schedule(openTimeout, place::release);
      }
      child.complete(engine.spawn(request.get(), this));
    }

    @Override
    public void started(long pid) {
      boolean first;
      boolean late;
      synchronized (SshChild.this) {
        late = finished;
        first = !told && !late;
        told |= first;
      }
      if (first) {
        listener.started(pid);
      } else if (late) {
        child.thenAccept(tooLate -> tooLate.signalTree(KILL));
      }
    }

    @Override
    public void output(OutputStreamId stream, byte[] bytes) {
      if (isFinished()) {
        return;
      }
      lastOutput = System.nanoTime();
      conversation.output(stream, bytes, passed -> pass(stream, passed));
      tellOpened();
      if (conversation.over() && !draining) {
        draining = true;
        Timers.schedule(DRAIN, this::abandonHeldStreams);
      }
    }

    private void pass(OutputStreamId stream, byte[] bytes) {
      if (!conversation.open()) {
        if (stream == OutputStreamId.STDERR) {
          said.add(bytes);
        } else {
          early.writeBytes(bytes);
        }
        return;
      }
      tellOpened();
      if (stream == OutputStreamId.STDERR) {
        said.add(bytes);
      }
      listener.output(stream, bytes);
    }

    /**
     * What came until the connection was open is shown only now: of a try that is repeated nothing
     * is, and nobody sees output of a command that cannot be signalled yet.
     */
    private void tellOpened() {
      if (conversation.open() && said.opening()) {
        release();
        child.thenAccept(input::open);
        listener.opened();
        tellOpening();
      }
    }

    private void tellOpening() {
      var text = said.takeOpening();
      if (text.length > 0) {
        listener.output(OutputStreamId.STDERR, text);
      }
      if (early.size() > 0) {
        listener.output(OutputStreamId.STDOUT, early.toByteArray());
        early.reset();
      }
    }

    private void release() {
      if (openTimer != null) {
        openTimer.cancel(false);
      }
      place.release();
    }

    /** The command has ended, but something it left behind holds its streams open. */
    private void abandonHeldStreams() {
      synchronized (SshChild.this) {
        if (finished) {
          return;
        }
        var quiet = System.nanoTime() - lastOutput >= DRAIN.toNanos();
        if (paused || !quiet) {
          Timers.schedule(DRAIN, this::abandonHeldStreams);
          return;
        }
      }
      child.thenAccept(c -> c.signal(KILL));
    }

    @Override
    public void streamEnded(OutputStreamId stream, @Nullable String error) {
      conversation.end(stream, passed -> pass(stream, passed));
    }

    @Override
    public void ended(ExitStatus status) {
      release();
      var outcome = conversation.status(status);
      if (outcome == null && isShed()) {
        var delay = backOff();
        if (delay != null) {
          Timers.schedule(delay, () -> openings.enter(SshChild.this::connect));
          return;
        }
      }
      synchronized (SshChild.this) {
        if (outcome == null && killedWith != 0) {
          outcome = ExitStatus.signalled(killedWith);
        }
      }
      var reason = said.reason(conversation.open(), status);
      if (said.opening()) {
        tellOpening();
      }
      finish(outcome, reason);
    }

    private boolean isShed() {
      return !conversation.open() && LoadShedding.seenIn(said.text());
    }

    @Override
    public void failed(String reason) {
      release();
      finish(null, reason);
    }
  }

  /** How long to wait before the next try; null if there is to be none. */
  private synchronized @Nullable Duration backOff() {
    var delay = killedWith == 0 ? LoadShedding.delayBefore(tries) : null;
    if (delay != null) {
      connection = null;
    }
    return delay;
  }

  /** Ends before it was opened. */
  void fail(String reason) {
    finish(null, reason);
  }

  private void finish(@Nullable ExitStatus outcome, String reason) {
    synchronized (this) {
      if (finished) {
        return;
      }
      finished = true;
    }
    input.refuse("it has ended");
    if (told) {
      listener.streamEnded(OutputStreamId.STDOUT, null);
      listener.streamEnded(OutputStreamId.STDERR, null);
    }
    if (outcome != null) {
      listener.ended(outcome);
    } else {
      listener.failed(reason);
    }
  }

  @Override
  public boolean signal(int signal) {
    Connection current;
    synchronized (this) {
      if (finished) {
        return false;
      }
      current = connection;
    }
    var child = current == null ? null : current.child.getNow(null);
    if (current == null || child == null) {
      finish(ExitStatus.signalled(signal), "");
      if (current != null) {
        current.child.thenAccept(late -> late.signalTree(KILL)); // as it has started meanwhile
      }
      return true;
    }
    if (signal == KILL) {
      Timers.schedule(GIVE_UP_AFTER_KILL, () -> cut(child, signal));
    }
    if (!current.conversation.signal(child, signal)) {
      cut(child, signal);
    }
    return true;
  }

  /** Ends the local child, whatever becomes of the host. */
  private void cut(Child child, int signal) {
    synchronized (this) {
      if (finished) {
        return;
      }
      killedWith = signal;
    }
    child.signalTree(signal);
  }

  @Override
  public boolean signalTree(int signal) {
    return signal(signal);
  }

  @Override
  public CompletableFuture<@Nullable Void> write(byte[] bytes) {
    return input.write(bytes);
  }

  @Override
  public void closeStdin() {
    input.close();
  }

  @Override
  public void hangUp() {
    var current = current();
    if (current != null) {
      current.child.thenAccept(Child::hangUp);
    }
  }

  @Override
  public void pauseReading() {
    setPaused(true);
  }

  @Override
  public void resumeReading() {
    setPaused(false);
  }

  private void setPaused(boolean pause) {
    Connection current;
    synchronized (this) {
      paused = pause;
      current = connection;
    }
    if (current != null) {
      current.child.thenAccept(pause ? Child::pauseReading : Child::resumeReading);
    }
  }

  private synchronized boolean isFinished() {
    return finished;
  }

  private synchronized @Nullable Connection current() {
    return finished ? null : connection;
  }
}
