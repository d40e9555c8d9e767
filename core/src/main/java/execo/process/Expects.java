package execo.process;

import execo.internal.os.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The expects on one attempt, and the way of its output into the transcript. Each thread has a
 * position of its own in each selection of streams, so that threads do not disturb each other.
 * Thread-safe.
 */
final class Expects {
  private enum Selection {
    OUT,
    ERR,
    EITHER;

    static Selection of(@Nullable StdStream stream) {
      return stream == null ? EITHER : stream == StdStream.OUT ? OUT : ERR;
    }

    boolean takes(StdStream stream) {
      return this == EITHER || this == of(stream);
    }
  }

  private final class Wait {
    final Selection selection;
    final ExpectText text;
    final Thread thread;
    final ExpectScan scan;
    final Duration settle;
    final List<Pattern> patterns;
    final CompletableFuture<Optional<ExpectMatch>> result = new CompletableFuture<>();
    int looks;

    Wait(Selection selection, Thread thread, Expectation expectation) {
      this.selection = selection;
      this.text = text(selection);
      this.thread = thread;
      this.settle = expectation.settle();
      this.patterns = expectation.patterns();
      var first = expectation.fromCurrent() ? text.end() : 0;
      var from = positions(thread).getOrDefault(selection, first);
      this.scan = new ExpectScan(expectation, from);
    }

    void look() {
      looks++;
      var ended = ended(selection);
      ExpectScan.Found found;
      try {
        found = scan.search(text);
      } catch (StackOverflowError e) {
        waits.remove(this);
        var problem = new IllegalStateException("a regex of " + patterns + " is too deep", e);
        result.completeAsync(
            () -> {
              throw problem;
            },
            Thread::startVirtualThread);
        return;
      }
      if (found == null) {
        if (ended) {
          missedOne = true;
          give(Optional.empty());
        }
      } else if (ended || settle.isZero() || !found.touchesEnd()) {
        take(found);
      } else {
        var now = looks;
        Timers.schedule(settle, () -> takeSettled(found, now));
      }
    }

    private void takeSettled(ExpectScan.Found found, int look) {
      synchronized (Expects.this) {
        if (look == looks) {
          take(found);
        }
      }
    }

    private void take(ExpectScan.Found found) {
      positions(thread).put(selection, found.end());
      give(Optional.of(new ExpectMatch(process, found.index(), found.match())));
    }

    void give(Optional<ExpectMatch> outcome) {
      waits.remove(this);
      result.completeAsync(() -> outcome, Thread::startVirtualThread);
    }
  }

  private final ManagedProcess process;
  private final Transcript transcript;
  private final Map<Selection, ExpectText> texts = new EnumMap<>(Selection.class);
  private final Map<Thread, Map<Selection, Long>> positions = new WeakHashMap<>();
  private final List<Wait> waits = new ArrayList<>();
  private boolean outEnded;
  private boolean errEnded;
  private boolean missedOne;

  Expects(ManagedProcess process, Transcript transcript) {
    this.process = process;
    this.transcript = transcript;
  }

  /** Takes what arrived on a stream. */
  synchronized void append(StdStream stream, byte[] bytes) {
    transcript.append(stream, bytes);
    texts.forEach((selection, text) -> {
      if (selection.takes(stream)) {
        text.append(stream, bytes, false);
      }
    });
    lookAgain(stream);
  }

  /** Whether an expect is under way. */
  synchronized boolean isAwaited() {
    return !waits.isEmpty();
  }

  /** Whether output ended before it had what was expected of it. */
  synchronized boolean missedOne() {
    return missedOne;
  }

  /** Nothing more comes on a stream. */
  synchronized void end(StdStream stream) {
    outEnded |= stream == StdStream.OUT;
    errEnded |= stream == StdStream.ERR;
    lookAgain(stream);
  }

  /** Nothing more comes at all. */
  synchronized void end() {
    end(StdStream.OUT);
    end(StdStream.ERR);
  }

  /** Looks for the next match of a thread; empty if none came before the output's end. */
  CompletableFuture<Optional<ExpectMatch>> expect(
      Expectation expectation, @Nullable Duration timeout, Thread thread) {
    Wait wait;
    synchronized (this) {
      wait = new Wait(Selection.of(expectation.stream()), thread, expectation);
      waits.add(wait);
      wait.look();
    }
    if (timeout != null && !wait.result.isDone()) {
      var timer = Timers.schedule(timeout, () -> abandon(wait));
      wait.result.whenComplete((match, none) -> timer.cancel(false));
    }
    return wait.result;
  }

  private synchronized void abandon(Wait wait) {
    wait.looks++;
    if (waits.contains(wait)) {
      wait.give(Optional.empty());
    }
  }

  private void lookAgain(StdStream stream) {
    for (var wait : List.copyOf(waits)) {
      if (wait.selection.takes(stream)) {
        wait.look();
      }
    }
  }

  private boolean ended(Selection selection) {
    return switch (selection) {
      case OUT -> outEnded;
      case ERR -> errEnded;
      case EITHER -> outEnded && errEnded;
    };
  }

  private ExpectText text(Selection selection) {
    return texts.computeIfAbsent(
        selection,
        s -> {
          var text = new ExpectText(transcript.charset());
          for (var piece : transcript.pieces()) {
            if (selection.takes(piece.stream())) {
              text.append(piece.stream(), piece.bytes(), false);
            }
          }
          return text;
        });
  }

  private Map<Selection, Long> positions(Thread thread) {
    return positions.computeIfAbsent(thread, t -> new EnumMap<>(Selection.class));
  }
}
