package execo.internal.ssh.embedded;

import execo.internal.ssh.connecting.OpeningLimit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Lets so many do something at once, and the others in the order in which they came, but has nobody
 * wait for long: whose patience has ended goes on beside them. Thread-safe.
 */
final class Turns {
  private final OpeningLimit limit;
  private final Duration longestTurn;
  private final Duration longestWait;
  private final BiConsumer<Duration, Runnable> timer;

  /**
   * Such turns.
   *
   * @param places how many have a turn at once
   * @param longestTurn after which a turn counts as over
   * @param longestWait after which nobody waits for one any more
   * @param timer what runs tasks after a delay
   */
  Turns(
      int places,
      Duration longestTurn,
      Duration longestWait,
      BiConsumer<Duration, Runnable> timer) {
    limit = new OpeningLimit(places);
    this.longestTurn = longestTurn;
    this.longestWait = longestWait;
    this.timer = timer;
  }

  /** Does it when its turn has come; what it is given is run when that is over. */
  void enter(Consumer<Runnable> wanted) {
    var begun = new AtomicBoolean();
    limit.enter(place -> {
      if (begun.compareAndSet(false, true)) {
        timer.accept(longestTurn, place::release);
        wanted.accept(place::release);
      } else {
        place.release();
      }
    });
    if (!begun.get()) {
      timer.accept(
          longestWait,
          () -> {
            if (begun.compareAndSet(false, true)) {
              wanted.accept(() -> {});
            }
          });
    }
  }
}
