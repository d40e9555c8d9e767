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
  private @Nullable Run current;

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
      if (current != null) {
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
    Run run;
    synchronized (this) {
      if (current != null) {
        return self();
      }
      run = new Run(this, settings, past.size() + 1);
      current = run;
    }
    Log.program().log(LogLevel.DEBUG, () -> "start " + this);
    GuardSetting.apply();
    run.launch();
    return self();
  }

  @Override
  public P await(@Nullable Duration timeout) {
    startedRun("waited for").awaitFinished(timeout);
    return self();
  }

  @Override
  public P awaitStart(@Nullable Duration timeout) {
    Waits.until(startedRun("waited for").startSettled(), timeout);
    return self();
  }

  @Override
  public CompletableFuture<ManagedProcess> whenEnded() {
    return startedRun("waited for").finished().thenApply(run -> this);
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
    current().ifPresent(run -> run.kill(signal, killTimeout));
    return self();
  }

  @Override
  public P reset() {
    current()
        .ifPresent(run -> {
          run.checkMayWait("its reset");
          reset(run);
        });
    return self();
  }

  private void reset(Run run) {
    run.stop();
    synchronized (this) {
      if (current != run) {
        return;
      }
      past.add(run);
      current = null;
    }
    tell(settings, LifecycleHandler::reset);
  }

  @Override
  public void close() {
    current().ifPresent(Run::stop);
  }

  void hangUpChild() {
    current().ifPresent(Run::hangUp);
  }

  final synchronized Optional<Run> current() {
    return Optional.ofNullable(current);
  }

  final Run startedRun(String what) {
    return current()
        .orElseThrow(
            () -> new IllegalStateException("never started and cannot be " + what + ": " + this));
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
  public synchronized List<Attempt> attempts() {
    var all = new ArrayList<Attempt>();
    past.forEach(run -> all.add(run.snapshot()));
    if (current != null) {
      all.add(current.snapshot());
    }
    return List.copyOf(all);
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
    return current().filter(Run::isEnded).isPresent();
  }

  @Override
  public boolean ok() {
    var attempt = attempt();
    return attempt == null || Verdict.ok(attempt, settings.ignored);
  }

  // ---- input and output

  @Override
  public Optional<ExpectMatch> expect(Expectation expectation) {
    startedRun("expected of").checkMayWait("its output");
    var result = expectAsync(expectation);
    Waits.until(result, null);
    return result.join();
  }

  @Override
  public CompletableFuture<Optional<ExpectMatch>> expectAsync(Expectation expectation) {
    var run = startedRun("expected of");
    var timeout = expectation.defaultLimit() ? settings.expectTimeout : expectation.limit();
    return run.expects()
        .expect(expectation, timeout, Thread.currentThread())
        .thenApply(match -> {
          if (match.isEmpty()) {
            run.failExpect(expectation);
          }
          return match;
        });
  }

  @Override
  public P write(byte[] bytes) {
    if (!hasStdin()) {
      throw new IllegalStateException(
          "its standard input was not opened; call openStdin() before the start: " + this);
    }
    startedRun("written to").write(bytes);
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
    startedRun("written to").closeStdin();
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
