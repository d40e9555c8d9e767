package execo.report;

import execo.action.Action;
import execo.internal.os.Timers;
import execo.process.ManagedProcess;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A line at the bottom of the terminal on how far actions have come: how many of their processes
 * have ended and failed, what copies have moved and how fast, and the hosts at work.
 *
 * <p>It is there while standard error is a terminal, from a second after it was asked for until it
 * is closed; what is printed through {@code System.out} and {@code System.err} meanwhile stands
 * above it. Elsewhere, and where standard output is a pipe, nothing is shown. One at a time is
 * shown. Thread-safe.
 *
 * {@snippet :
 * try (var _ = LiveProgress.of(List.of(install))) {
 *   install.run();
 * }
 * }
 */
public final class LiveProgress implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final long PERIOD_NANOS = 250_000_000;

  /** For how long it rests after a look at the processes, in times of what that took. */
  private static final int RESTS = 50;

  private final List<Action> actions;
  private @Nullable Future<?> timer;
  private @Nullable BottomLine line;
  private @Nullable ProgressText text;
  private int shown;
  private boolean closed;

  private LiveProgress(Collection<? extends Action> actions) {
    this.actions = List.copyOf(actions);
  }

  /** The progress of those of these actions that have started. */
  public static LiveProgress of(Collection<? extends Action> actions) {
    var progress = new LiveProgress(actions);
    progress.lookAfter(PATIENCE);
    return progress;
  }

  private synchronized void lookAfter(Duration pause) {
    if (!closed) {
      timer = Timers.schedule(pause, this::look);
    }
  }

  private void look() {
    var begin = System.nanoTime();
    synchronized (this) {
      if (closed) {
        return;
      }
      if (line == null) {
        line = BottomLine.take().orElse(null);
      }
      if (line == null) {
        return;
      }
      show(line);
    }
    var now = System.nanoTime();
    lookAfter(Duration.ofNanos(Math.max(PERIOD_NANOS, RESTS * (now - begin))));
  }

  private void show(BottomLine line) {
    var started = actions.stream().filter(Action::started).toList();
    if (started.stream().allMatch(Action::ended)) {
      line.hide();
      return;
    }
    if (text == null || started.size() > shown) {
      text = new ProgressText(processes(started), line.canShow('…') ? "…" : "...");
      shown = started.size();
    }
    line.show(text.at(System.nanoTime(), BottomLine.width()));
  }

  private static List<ManagedProcess> processes(List<Action> actions) {
    return actions.stream().flatMap(action -> action.processes().stream()).toList();
  }

  /** Takes the line away and leaves nothing of it. */
  @Override
  public synchronized void close() {
    closed = true;
    if (timer != null) {
      timer.cancel(false);
    }
    if (line != null) {
      line.close();
    }
  }
}
