package execo.process;

import execo.internal.wait.Waits;
import execo.log.Log;
import execo.log.LogLevel;
import execo.spi.ChildListener;
import execo.time.Durations;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all kinds of processes have in common: settings, one attempt after another, and the verdict
 * on them. A kind says how its command is launched.
 *
 * @param <P> the kind
 */
public abstract class ProcessBase<P extends ProcessBase<P>>
    implements ManagedProcess, ProcessOptions<P> {
  private final String command;
  private final ProcessSettings settings = new ProcessSettings();
  private final List<Run> past = new ArrayList<>();
  private @Nullable Life life;

  ProcessBase(String command) {
    this.command = command;
  }

  /** Asks for the child that is this process; what it throws is the reason why there is none. */
  abstract Launch launch(ChildListener listener);

  @SuppressWarnings("unchecked")
  private P self() {
    return (P) this;
  }

  @Override
  public P configure(Consumer<ProcessSettings> change) {
    synchronized (this) {
      if (life != null) {
        throw new IllegalStateException("settings cannot be changed after the start: " + this);
      }
      change.accept(settings);
    }
    return self();
  }

  ProcessSettings settings() {
    return settings;
  }

  @Override
  public String command() {
    return command;
  }

  @Override
  public String name() {
    return settings.name != null ? settings.name : ProcessNames.shorten(command);
  }

  // ---- life

  @Override
  public P start() {
    Life begun;
    synchronized (this) {
      if (life == null) {
        life = new Life(this, settings, past.size(), null);
      }
      begun = life;
    }
    try {
      begun.begin();
    } catch (RuntimeException e) {
      forget(begun);
      throw e;
    }
    return self();
  }

  /** Undoes a start that came to nothing. */
  private void forget(Life begun) {
    var unbegun = begun.isUnbegun();
    synchronized (this) {
      if (life == begun && unbegun) {
        life = null;
      }
    }
  }

  /**
   * Has it stand in line for its start, which {@link #start} is still to bring. Meanwhile it can be
   * waited for, expected of and written to; a signal that would end it takes it out of the line,
   * and then it never starts. One that was started, or stands in line, is left alone.
   *
   * @param turns told when it is to be started again after a failed attempt
   */
  public final synchronized void enroll(Turns turns) {
    if (life == null) {
      life = new Life(this, settings, past.size(), turns);
      RunningProcesses.add(life);
    }
  }

  @Override
  public P await(@Nullable Duration timeout) {
    begunLife("waited for").awaitEnd(timeout);
    return self();
  }

  @Override
  public P awaitStart(@Nullable Duration timeout) {
    Waits.until(begunLife("waited for").whenStartSettled(), timeout);
    return self();
  }

  @Override
  public CompletableFuture<ManagedProcess> whenEnded() {
    return begunLife("waited for").whenEnded().copy();
  }

  @Override
  public P await() {
    return await((Duration) null);
  }

  @Override
  public P await(String timeout) {
    return await(Durations.parse(timeout));
  }

  @Override
  public P run() {
    return start().await();
  }

  @Override
  public P run(String timeout) {
    return start().await(timeout);
  }

  @Override
  public P kill() {
    return kill(Signal.TERM);
  }

  @Override
  public P kill(Signal signal) {
    return kill(signal, settings.killTimeout());
  }

  @Override
  public P kill(Signal signal, @Nullable Duration killTimeout) {
    life().ifPresent(life -> life.kill(signal, killTimeout));
    return self();
  }

  @Override
  public P reset() {
    life()
        .ifPresent(ending -> {
          ending.checkMayWait("its reset");
          reset(ending);
        });
    return self();
  }

  private void reset(Life ending) {
    ending.stop();
    synchronized (this) {
      if (life != ending) {
        return;
      }
      past.addAll(ending.runs());
      life = null;
    }
    tell(settings, LifecycleHandler::reset);
  }

  @Override
  public void close() {
    life().ifPresent(Life::stop);
  }

  void hangUpChild() {
    current().ifPresent(Run::hangUp);
  }

  private synchronized Optional<Life> life() {
    return Optional.ofNullable(life);
  }

  final Life begunLife(String what) {
    return life().orElseThrow(() -> neverStarted(what));
  }

  private IllegalStateException neverStarted(String what) {
    return new IllegalStateException("never started and cannot be " + what + ": " + this);
  }

  final Optional<Run> current() {
    return life().flatMap(Life::latest);
  }

  final Run startedRun(String what) {
    return current().orElseThrow(() -> neverStarted(what));
  }

  // ---- state

  @Override
  public @Nullable Attempt attempt() {
    return current().map(Run::snapshot).orElse(null);
  }

  @Override
  public @Nullable Progress progress() {
    return current().map(Run::progress).orElse(null);
  }

  @Override
  public List<Attempt> attempts() {
    List<Run> all;
    Life present;
    synchronized (this) {
      all = new ArrayList<>(past);
      present = life;
    }
    if (present != null) {
      all.addAll(present.runs());
    }
    return all.stream().map(Run::snapshot).toList();
  }

  @Override
  public boolean started() {
    return current().isPresent();
  }

  @Override
  public boolean running() {
    return current().filter(Run::isRunning).isPresent();
  }

  @Override
  public boolean ended() {
    return life().filter(Life::isEnded).isPresent();
  }

  @Override
  public boolean cancelled() {
    return life().filter(Life::isCancelled).isPresent();
  }

  @Override
  public boolean ok() {
    var attempt = attempt();
    return attempt == null
        || (attempt.ended() && !ended())
        || Verdict.ok(attempt, settings.ignored);
  }

  // ---- input and output

  @Override
  public Optional<ExpectMatch> expect(Expectation expectation) {
    begunLife("expected of").checkMayWait("its output");
    var result = expectAsync(expectation);
    Waits.until(result, null);
    return result.join();
  }

  @Override
  public CompletableFuture<Optional<ExpectMatch>> expectAsync(Expectation expectation) {
    var timeout = expectation.defaultLimit() ? settings.expectTimeout : expectation.limit();
    return new LastingExpect(begunLife("expected of"), expectation, timeout).begin();
  }

  @Override
  public P write(byte[] bytes) {
    if (!hasStdin()) {
      throw new IllegalStateException(
          "its standard input was not opened; call openStdin() before the start: " + this);
    }
    begunLife("written to").write(bytes);
    return self();
  }

  @Override
  public P write(String text) {
    return write(text.getBytes(settings.charset));
  }

  @Override
  public P println(String line) {
    return write(line + "\n");
  }

  @Override
  public P closeStdin() {
    begunLife("written to").closeStdin();
    return self();
  }

  @Override
  public OutputStream stdin() {
    return new Stdin(this);
  }

  boolean hasStdin() {
    return settings.stdin || settings.input != null || hasPty(settings);
  }

  boolean hasPty(ProcessSettings settings) {
    return Boolean.TRUE.equals(settings.pty);
  }

  // ---- telling

  void tell(ProcessSettings settings, BiConsumer<LifecycleHandler, ManagedProcess> event) {
    for (var handler : settings.lifecycleHandlers) {
      try {
        event.accept(handler, this);
      } catch (RuntimeException | Error e) {
        Log.program().error("a lifecycle handler failed for " + this, e);
      }
    }
  }

  void logEnd(Attempt attempt) {
    var level =
        Verdict.deservesWarning(attempt, settings.unlogged) ? LogLevel.WARNING : LogLevel.DEBUG;
    Log.program().log(level, () -> "ended: " + dump());
  }

  @Override
  public String dump() {
    return Dump.of(this);
  }

  @Override
  public String toString() {
    return Dump.line(this);
  }
}
