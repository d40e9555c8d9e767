package execo.process;

import execo.internal.wait.Waits;
import execo.log.Log;
import execo.log.LogLevel;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import execo.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One start of a process, from the request to the last handler.
 *
 * <p>The engine's threads only queue what they have to tell; it is handled on the run's own queue,
 * on a virtual thread wherever a handler or an expect could take its time.
 */
final class Run implements ChildListener {
  private static final long MOST_UNHANDLED = 1024 * 1024;

  private final ProcessBase<?> process;
  private final ProcessSettings settings;
  private final Life life;
  private final int number;
  private final EarlyInput early;
  private final Transcript transcript;
  private final Expects expects;
  private final ProcessInput input;
  private final Killing killing;
  private final OutputDispatch out;
  private final OutputDispatch err;
  private final SerialQueue queue = new SerialQueue();
  private final AtomicLong unhandled = new AtomicLong();
  private final CompletableFuture<Run> startSettled = new CompletableFuture<>();
  private final CompletableFuture<Boolean> opened = new CompletableFuture<>();

  private final CompletableFuture<Optional<Child>> launched = new CompletableFuture<>();
  private List<String> commandLine = List.of();
  private Instant start = Instant.now();
  private boolean running;
  private boolean ended;
  private @Nullable Instant end;
  private @Nullable Long pid;
  private @Nullable ExitStatus exit;
  private @Nullable String reason;
  private volatile boolean expectFailed;
  private volatile @Nullable Progress progress;
  private @Nullable String stdoutError;
  private @Nullable String stderrError;

  Run(ProcessBase<?> process, ProcessSettings settings, Life life, int number, EarlyInput early) {
    this.process = process;
    this.settings = settings;
    this.life = life;
    this.number = number;
    this.early = early;
    transcript = new Transcript(settings.keep, settings.charset);
    expects = new Expects(process, transcript);
    input = new ProcessInput(process, settings);
    killing = new Killing(process, settings, launched);
    out = OutputDispatch.of(process, StdStream.OUT, settings, expects);
    err = OutputDispatch.of(process, StdStream.ERR, settings, expects);
  }

  /** Asks for the child. */
  void launch() {
    try {
      var launch = process.launch(this);
      synchronized (this) {
        commandLine = launch.commandLine();
      }
      launched.complete(Optional.of(launch.child()));
    } catch (RuntimeException e) {
      launched.complete(Optional.empty());
      failed(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  // ---- told by the engine

  @Override
  public void started(long pid) {
    synchronized (this) {
      this.pid = pid == 0 ? null : pid;
      start = Instant.now();
      running = true;
    }
    killing.started(start);
    if (launched.isDone() && isStartUnheard()) {
      queue.executeShort(this::handleStart);
    } else {
      queue.execute(this::handleStart);
    }
  }

  @Override
  public void opened() {
    queue.executeShort(() -> opened.complete(true));
  }

  @Override
  public void progressed(long done, long total) {
    progress = new Progress(done, total);
  }

  private boolean isStartUnheard() {
    return out.isUnheard()
        && err.isUnheard()
        && settings.input == null
        && settings.lifecycleHandlers.isEmpty();
  }

  @Override
  public void output(OutputStreamId stream, byte[] bytes) {
    if (unhandled.addAndGet(bytes.length) > MOST_UNHANDLED) {
      withChild(Child::pauseReading);
      if (unhandled.get() <= MOST_UNHANDLED) {
        withChild(Child::resumeReading);
      }
    }
    queue.execute(() -> {
      try {
        dispatch(stream).piece(bytes);
      } finally {
        var left = unhandled.addAndGet(-bytes.length);
        if (left <= MOST_UNHANDLED && left + bytes.length > MOST_UNHANDLED) {
          withChild(Child::resumeReading);
        }
      }
    });
  }

  @Override
  public void streamEnded(OutputStreamId stream, @Nullable String error) {
    if (dispatch(stream).isUnheard() && !expects.isAwaited()) {
      queue.executeShort(() -> endStream(stream, error));
    } else {
      queue.execute(() -> endStream(stream, error));
    }
  }

  private void endStream(OutputStreamId stream, @Nullable String error) {
    synchronized (this) {
      if (stream == OutputStreamId.STDOUT) {
        stdoutError = error;
      } else {
        stderrError = error;
      }
    }
    dispatch(stream).end(error);
  }

  @Override
  public void ended(ExitStatus status) {
    var now = Instant.now();
    queue.execute(() -> finish(now, status, null));
  }

  @Override
  public void failed(String reason) {
    var now = Instant.now();
    queue.execute(() -> {
      if (!startSettled.isDone()) {
        handleStart();
      }
      finish(now, null, reason);
    });
  }

  private void handleStart() {
    var child = launched.join();
    child.ifPresent(c -> early.sendTo(c, input));
    startSettled.complete(this);
    killing.startHandled();
    out.begin();
    err.begin();
    if (settings.input != null && child.isPresent()) {
      child.get().write(settings.input.apply(settings.charset));
      child.get().closeStdin();
    }
    process.tell(settings, LifecycleHandler::start);
  }

  private void finish(Instant now, @Nullable ExitStatus status, @Nullable String failure) {
    out.end(null);
    err.end(null);
    synchronized (this) {
      running = false;
      ended = true;
      end = now;
      exit = status;
      reason = failure;
    }
    killing.ended();
    expects.end();
    expectFailed |= expects.missedOne();
    var attempt = snapshot();
    life.pauseAfter(attempt).ifPresentOrElse(pause -> pause(attempt, pause), this::tellEnd);
  }

  private void pause(Attempt attempt, Duration pause) {
    Log.program()
        .log(
            LogLevel.DETAIL,
            () -> "again in " + Durations.format(pause) + ": " + Dump.line(process, attempt));
    process.tell(settings, (handler, p) -> handler.retry(p, attempt, pause));
    opened.complete(false);
    life.pause(pause);
  }

  /** Tells the end of the process after all, when no other attempt is to follow. */
  void conclude() {
    queue.execute(this::tellEnd);
  }

  private void tellEnd() {
    life.noneFollows();
    process.logEnd(snapshot());
    process.tell(settings, LifecycleHandler::end);
    opened.complete(false);
    life.over();
  }

  private OutputDispatch dispatch(OutputStreamId stream) {
    return stream == OutputStreamId.STDOUT ? out : err;
  }

  // ---- killing

  void kill(Signal signal, @Nullable Duration killTimeout) {
    killing.signal(signal, killTimeout, settings.killsSubprocesses());
  }

  void force(boolean tree) {
    killing.force(tree);
  }

  // ---- input

  void write(byte[] bytes) {
    Waits.until(startSettled, null);
    input.write(isEnded() ? null : launched.join().orElse(null), bytes);
  }

  void closeStdin() {
    Waits.until(startSettled, null);
    withChild(Child::closeStdin);
  }

  void hangUp() {
    withChild(Child::hangUp);
  }

  // ---- waiting and looking

  Expects expects() {
    return expects;
  }

  void failExpect(Expectation expectation) {
    expectFailed = true;
    var silent = settings.unlogged.contains(Failure.EXPECT);
    Log.program()
        .log(
            silent ? LogLevel.DEBUG : LogLevel.WARNING,
            () -> "did not find " + expectation.patterns() + " in the output of " + process.dump());
  }

  CompletableFuture<Run> startSettled() {
    return startSettled;
  }

  /** Whether a connection was opened: true once it is, false if it ended before. */
  CompletableFuture<Boolean> whetherOpened() {
    return opened;
  }

  @Nullable Progress progress() {
    return progress;
  }

  /** Whether another attempt may follow, or has. */
  boolean mayBeFollowed() {
    return life.mayFollow(this);
  }

  /** Whether the caller is one of its handlers. */
  boolean isHandling() {
    return queue.isCurrent();
  }

  synchronized boolean isRunning() {
    return running;
  }

  synchronized boolean isEnded() {
    return ended;
  }

  synchronized Attempt snapshot() {
    var kills = killing.snapshot();
    return new Attempt(
        number,
        commandLine,
        start,
        running,
        ended,
        end,
        pid,
        exit == null ? null : exit.code(),
        exit == null || exit.signal() == 0 ? null : exit.signal(),
        reason != null,
        reason,
        kills.timedOut(),
        kills.timeoutDate(),
        kills.killed(),
        kills.forced(),
        expectFailed,
        input.failed(),
        stdoutError,
        stderrError,
        new Output(transcript, StdStream.OUT),
        new Output(transcript, StdStream.ERR));
  }

  private void withChild(Consumer<Child> action) {
    launched.getNow(Optional.empty()).ifPresent(action);
  }
}
