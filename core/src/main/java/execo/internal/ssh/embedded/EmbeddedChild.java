package execo.internal.ssh.embedded;

import execo.internal.os.Timers;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A command on a host in a channel of a pooled connection. Nothing has been started before its
 * channel is open, so until then it moves on to another connection when one fails.
 */
final class EmbeddedChild implements Child, Guest {
  private static final Duration GIVE_UP_AFTER_KILL = Duration.ofSeconds(3);
  private static final Duration DRAIN = Duration.ofMillis(500);
  private static final Duration SIGNAL_AGAIN = Duration.ofMillis(100);
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final int SIGNAL_TRIES = 3;
  private static final int MOST_ATTEMPTS = 5;
  private static final int KILL = 9;
  private static final int FIRST_SIGNAL_CODE = 129;
  private static final int LAST_SIGNAL_CODE = 128 + 64;
  private static final byte[] END_OF_FILE = {4};

  /** Sends a signal to the processes with a mark by another channel. */
  interface SideDoor {
    void signal(int signal, String mark);
  }

  private final Server server;
  private final Work work;
  private final SideDoor sideDoor;
  private final ChildListener listener;
  private final ChannelInput input = new ChannelInput();
  private final Queue<Integer> signals = new ArrayDeque<>();
  private int attempts;
  private @Nullable Attempt attempt;
  private boolean told;
  private boolean finished;
  private boolean paused;

  EmbeddedChild(Server server, Work work, SideDoor sideDoor, ChildListener listener) {
    this.server = server;
    this.work = work;
    this.sideDoor = sideDoor;
    this.listener = listener;
  }

  EmbeddedChild start() {
    server.enter(this);
    return this;
  }

  // ---- a place on a connection

  @Override
  public Kind kind() {
    return Kind.COMMAND;
  }

  @Override
  public void begun() {
    tellStarted();
  }

  private synchronized void tellStarted() {
    if (!told && !finished) {
      told = true;
      listener.started(0);
    }
  }

  @Override
  public void arrived(Link link) {
    tellStarted();
    Attempt next;
    synchronized (this) {
      attempts++;
      next = new Attempt(link);
      attempt = finished ? null : next;
    }
    next.open();
  }

  @Override
  public void failed(String reason) {
    finish(null, reason);
  }

  /** One channel. Its events come from one thread at a time. */
  private final class Attempt implements CommandChannel.Events {
    private final Link link;
    private final CommandChannel channel;
    private boolean left;
    private boolean running;
    private boolean outputEnded;
    private boolean draining;
    private boolean statusless;
    private @Nullable ExitStatus status;
    private volatile long lastOutput;

    Attempt(Link link) {
      this.link = link;
      channel = new CommandChannel(link, work, link.environment(), this);
    }

    void open() {
      if (isFinished()) {
        leave();
        return;
      }
      try {
        var doubtful = link.isStale();
        link.open(channel);
        if (doubtful) {
          Timers.schedule(SILENCE, this::doubt);
        }
      } catch (IOException | RuntimeException e) {
        closed();
      }
    }

    /** An idle connection may be dead without a word having told so. */
    private void doubt() {
      synchronized (EmbeddedChild.this) {
        if (running || finished || attempt != this) {
          return;
        }
      }
      if (!link.isBusy()) {
        link.cut("no answer");
      }
    }

    private void leave() {
      synchronized (EmbeddedChild.this) {
        if (left) {
          return;
        }
        left = true;
      }
      server.leave(link, kind());
    }

    @Override
    public void opened(CommandChannel opened) {
      synchronized (EmbeddedChild.this) {
        if (finished) {
          channel.close(false);
          return;
        }
        running = true;
        if (paused) {
          channel.inflow().pause();
        }
        if (work.leashed() && work.mark() != null) {
          link.leash().began(work.mark(), work.stdin() || work.tty());
        }
        listener.opened();
        while (!signals.isEmpty()) {
          send(signals.remove(), 1);
        }
      }
      if (work.stdin()) {
        input.open(channel);
      }
    }

    @Override
    public void refused(String reason, boolean mayWorkElsewhere) {
      synchronized (EmbeddedChild.this) {
        if (left) {
          return;
        }
        left = true;
        attempt = null;
      }
      if (isFinished()) {
        server.leave(link, kind());
      } else if (mayWorkElsewhere) {
        server.turnedAway(link, EmbeddedChild.this);
      } else {
        server.leave(link, kind());
        channel.close(false);
        finish(null, "connection failed: " + reason);
      }
    }

    @Override
    public void output(OutputStreamId stream, byte[] bytes) {
      lastOutput = System.nanoTime();
      synchronized (EmbeddedChild.this) {
        if (!finished) {
          listener.output(stream, bytes);
        }
      }
    }

    @Override
    public void outputEnded() {
      synchronized (EmbeddedChild.this) {
        outputEnded = true;
      }
      endIfOver();
    }

    @Override
    public void exited(int code) {
      var signalled = code >= FIRST_SIGNAL_CODE && code <= LAST_SIGNAL_CODE;
      over(signalled ? ExitStatus.signalled(code - 128) : ExitStatus.exited(code));
    }

    @Override
    public void signalled(String name) {
      var number = CommandChannel.number(name);
      if (number == 0) {
        synchronized (EmbeddedChild.this) {
          statusless = true;
        }
      } else {
        over(ExitStatus.signalled(number));
      }
    }

    private void over(ExitStatus known) {
      synchronized (EmbeddedChild.this) {
        status = known;
        if (!outputEnded && !draining) {
          draining = true;
          lastOutput = System.nanoTime();
          Timers.schedule(DRAIN, this::abandonHeldStreams);
        }
      }
      endIfOver();
    }

    /** The command has ended, but something it left behind holds its streams open. */
    private void abandonHeldStreams() {
      ExitStatus known;
      synchronized (EmbeddedChild.this) {
        if (finished) {
          return;
        }
        var quiet = System.nanoTime() - lastOutput >= DRAIN.toNanos();
        if (paused || !quiet) {
          Timers.schedule(DRAIN, this::abandonHeldStreams);
          return;
        }
        known = status;
      }
      end(known, "");
    }

    private void endIfOver() {
      ExitStatus known;
      synchronized (EmbeddedChild.this) {
        known = status;
        if (known == null || !outputEnded) {
          return;
        }
      }
      end(known, "");
    }

    /** The leash hears of the end before anybody who could end this program then. */
    private void end(@Nullable ExitStatus known, String reason) {
      if (work.mark() != null) {
        link.leash().ended(work.mark());
      }
      finish(known, reason);
      channel.close(false);
    }

    @Override
    public void closed() {
      leave();
      ExitStatus known;
      boolean again;
      boolean unnamed;
      boolean wasRunning;
      synchronized (EmbeddedChild.this) {
        if (attempt != this) {
          return;
        }
        known = status;
        unnamed = statusless;
        wasRunning = running;
        again = !wasRunning && !finished && attempts < MOST_ATTEMPTS && !link.alive();
        if (again) {
          attempt = null;
        }
      }
      if (again) {
        server.lost(link);
        server.enter(EmbeddedChild.this);
      } else if (unnamed) {
        end(null, "the command was ended by a signal that the host does not name");
      } else {
        end(known, (wasRunning ? "connection lost: " : "connection failed: ") + link.loss());
      }
    }

    /** Sends a signal to the command, once more if the host had not quite started it yet. */
    void send(int signal, int tries) {
      try {
        channel.signal(
            signal,
            done -> {
              if (!done) {
                if (tries < SIGNAL_TRIES) {
                  Timers.schedule(SIGNAL_AGAIN, () -> send(signal, tries + 1));
                } else if (work.mark() != null && !isFinished()) {
                  sideDoor.signal(signal, work.mark());
                }
              }
            });
      } catch (IOException e) {
        // the connection is going: its end will be told
      }
    }
  }

  private synchronized boolean isFinished() {
    return finished;
  }

  private void finish(@Nullable ExitStatus outcome, String reason) {
    synchronized (this) {
      if (finished) {
        return;
      }
      finished = true;
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
    input.refuse("it has ended");
  }

  // ---- what its user asks for

  @Override
  public boolean signal(int signal) {
    Attempt current;
    synchronized (this) {
      if (finished) {
        return false;
      }
      current = attempt;
      if (current != null && !current.running) {
        signals.add(signal);
      }
    }
    if (current == null) {
      server.withdraw(this);
      finish(ExitStatus.signalled(signal), "");
      return true;
    }
    if (signal == KILL) {
      Timers.schedule(GIVE_UP_AFTER_KILL, () -> giveUp(current));
    }
    if (current.running) {
      current.send(signal, 1);
    }
    return true;
  }

  /** The host has not answered: it is left to itself. */
  private void giveUp(Attempt current) {
    finish(ExitStatus.signalled(KILL), "");
    current.channel.close(false);
  }

  @Override
  public boolean signalTree(int signal) {
    return signal(signal);
  }

  @Override
  public CompletableFuture<@Nullable Void> write(byte[] bytes) {
    if (!work.stdin()) {
      return CompletableFuture.failedFuture(new IOException("the standard input is closed"));
    }
    return input.write(bytes);
  }

  @Override
  public void closeStdin() {
    if (work.tty()) {
      input.write(END_OF_FILE);
    } else {
      input.close();
    }
  }

  @Override
  public void hangUp() {
    Attempt current;
    synchronized (this) {
      current = attempt;
    }
    if (!work.tty()) {
      input.close();
    } else if (current != null) {
      current.channel.close(false);
    }
  }

  @Override
  public synchronized void pauseReading() {
    paused = true;
    if (attempt != null) {
      attempt.channel.inflow().pause();
    }
  }

  @Override
  public void resumeReading() {
    Attempt current;
    synchronized (this) {
      paused = false;
      current = attempt;
    }
    if (current != null) {
      try {
        current.channel.inflow().resume();
      } catch (IOException e) {
        // the connection is going: its end will be told
      }
    }
  }
}
