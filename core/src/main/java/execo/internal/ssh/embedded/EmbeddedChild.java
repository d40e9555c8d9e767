package execo.internal.ssh.embedded;

import execo.internal.os.Teller;
import execo.internal.os.Timers;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A command on a host in a channel of a pooled connection. Nothing has been started before its
 * channel is open, so until then it moves on to another connection when one fails.
 */
final class EmbeddedChild implements Child, Guest {
  private static final Duration GIVE_UP_AFTER_KILL = Duration.ofSeconds(3);
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final int MOST_ATTEMPTS = 5;
  private static final int KILL = 9;
  private static final byte[] END_OF_FILE = {4};
  private static final byte[] NO_TERMINAL =
      "the host gives no terminal\n".getBytes(StandardCharsets.US_ASCII);
  private static final String UNNAMED =
      "the command was ended by a signal that the host does not name";

  private final Server server;
  private final Work work;
  private final SignalSender.SideDoor sideDoor;
  private final Teller teller;
  private final ChannelInput input = new ChannelInput();
  private final Queue<Integer> signals = new ArrayDeque<>();
  private int attempts;
  private @Nullable Attempt attempt;
  private boolean paused;
  private boolean terminal;
  private boolean inputEnded;

  EmbeddedChild(Server server, Work work, SignalSender.SideDoor sideDoor, ChildListener listener) {
    this.server = server;
    this.work = work;
    terminal = work.tty();
    this.sideDoor = sideDoor;
    teller = new Teller(listener);
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
    teller.started();
  }

  @Override
  public void arrived(Link link) {
    teller.started();
    Attempt next;
    synchronized (this) {
      attempts++;
      next = new Attempt(link);
      attempt = teller.hasEnded() ? null : next;
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
    private final Ending ending = new Ending(this::isPaused, known -> end(known, ""));
    private final SignalSender sender;
    private boolean left;
    private boolean running;

    Attempt(Link link) {
      this.link = link;
      channel = new CommandChannel(link, work, link.environment(), this);
      sender = new SignalSender(channel, work.mark(), sideDoor, this::isOver);
    }

    /** Whether nothing of the command can run on the host, as far as is known. */
    private boolean isOver() {
      synchronized (EmbeddedChild.this) {
        return left || ending.status() != null;
      }
    }

    void open() {
      if (teller.hasEnded()) {
        leave();
        return;
      }
      try {
        var doubtful = link.isStale();
        leash(Leash::expect);
        link.open(channel);
        if (doubtful) {
          Timers.schedule(SILENCE, this::doubt);
        }
      } catch (IOException | RuntimeException e) {
        closed();
      }
    }

    private void leash(BiConsumer<Leash, String> word) {
      if (work.leashed() && work.mark() != null) {
        word.accept(link.leash(), work.mark());
      }
    }

    /** An idle connection may be dead without a word having told so. */
    private void doubt() {
      synchronized (EmbeddedChild.this) {
        if (running || teller.hasEnded() || attempt != this) {
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
      leash(Leash::ended);
      server.leave(link, kind());
    }

    /** Told as OpenSSH's client does; an end of the input that was asked for takes another form. */
    @Override
    public void terminalRefused() {
      teller.output(OutputStreamId.STDERR, NO_TERMINAL);
      boolean atEnd;
      synchronized (EmbeddedChild.this) {
        terminal = false;
        atEnd = inputEnded;
      }
      if (atEnd) {
        input.close();
      }
    }

    /**
     * The host has begun the command. One that was given up before is killed now; its channel and
     * its leash stay until it has ended.
     */
    @Override
    public void opened(CommandChannel opened) {
      teller.opened();
      boolean givenUp;
      synchronized (EmbeddedChild.this) {
        running = true;
        givenUp = teller.hasEnded();
        if (givenUp) {
          signals.clear();
          signals.add(KILL);
        } else if (paused) {
          channel.inflow().pause();
        }
        leash((leash, mark) -> leash.began(work.stdin() || work.tty()));
        while (!signals.isEmpty()) {
          sender.send(signals.remove());
        }
      }
      if (givenUp) {
        Timers.schedule(GIVE_UP_AFTER_KILL, () -> channel.close(false));
      } else if (work.stdin()) {
        input.open(channel);
      }
    }

    @Override
    public void refused(String reason, boolean isFull) {
      synchronized (EmbeddedChild.this) {
        if (left) {
          return;
        }
        left = true;
        attempt = null;
      }
      leash(Leash::ended);
      if (teller.hasEnded()) {
        server.leave(link, kind());
        channel.close(false);
      } else if (isFull) {
        server.turnedAway(link, EmbeddedChild.this);
      } else {
        server.leave(link, kind());
        channel.close(false);
        finish(null, "connection failed: " + reason);
      }
    }

    @Override
    public void output(OutputStreamId stream, byte[] bytes) {
      ending.output();
      teller.output(stream, bytes);
    }

    @Override
    public void outputEnded() {
      ending.outputEnded();
    }

    @Override
    public void exited(int code) {
      ending.exited(code);
    }

    @Override
    public void signalled(String name) {
      ending.signalled(name);
    }

    /** Whether nothing of its output can come. */
    private boolean isPaused() {
      synchronized (EmbeddedChild.this) {
        return paused && !teller.hasEnded();
      }
    }

    /** The leash hears of the end before anybody who could end this program then. */
    private void end(@Nullable ExitStatus known, String reason) {
      leash(Leash::ended);
      finish(known, reason);
      channel.close(false);
    }

    @Override
    public void closed() {
      leave();
      boolean again;
      boolean wasRunning;
      synchronized (EmbeddedChild.this) {
        if (attempt != this) {
          return;
        }
        wasRunning = running;
        again = !wasRunning && !teller.hasEnded() && attempts < MOST_ATTEMPTS && !link.alive();
        if (again) {
          attempt = null;
        }
      }
      if (again) {
        server.lost(link);
        server.enter(EmbeddedChild.this);
      } else {
        var what = wasRunning ? "connection lost: " : "connection failed: ";
        end(ending.status(), ending.isUnnamed() ? UNNAMED : what + link.loss());
      }
    }
  }

  private void finish(@Nullable ExitStatus outcome, String reason) {
    teller.ended(outcome, reason);
    input.refuse("it has ended");
  }

  // ---- what its user asks for

  @Override
  public boolean signal(int signal) {
    Attempt current;
    synchronized (this) {
      if (teller.hasEnded()) {
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
      current.sender.send(signal);
    }
    return true;
  }

  /**
   * The host has not answered: it is left to itself. If it has not even said that the command runs,
   * it is told to end it when it does.
   */
  private void giveUp(Attempt current) {
    finish(ExitStatus.signalled(KILL), "");
    boolean begun;
    synchronized (this) {
      begun = current.running;
    }
    if (begun) {
      current.channel.close(false);
    }
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
    if (endsOnTerminal()) {
      input.write(END_OF_FILE);
    } else {
      input.close();
    }
  }

  /** Whether its input ends as a terminal's does; it is to end now. */
  private synchronized boolean endsOnTerminal() {
    inputEnded = true;
    return terminal;
  }

  @Override
  public void hangUp() {
    Attempt current;
    synchronized (this) {
      current = attempt;
    }
    if (!endsOnTerminal()) {
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
