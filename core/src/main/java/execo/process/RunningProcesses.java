package execo.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * All processes of this program, local and remote, that were started or stand in line for it and
 * have not ended. Thread-safe.
 */
public final class RunningProcesses {
  private static final Set<Life> ALL = ConcurrentHashMap.newKeySet();

  private RunningProcesses() {}

  static void add(Life life) {
    ALL.add(life);
  }

  static void remove(Life life) {
    ALL.remove(life);
  }

  /** Those that are there now, in no order. */
  public static List<ManagedProcess> all() {
    return ALL.stream().<ManagedProcess>map(Life::process).toList();
  }

  /**
   * Has all of them end, and waits for it; true if they did.
   *
   * @param untilKill how long they may go on after TERM before KILL follows
   * @param limit how long this waits at most
   */
  public static boolean end(Duration untilKill, Duration limit) {
    var present = new ArrayList<>(ALL);
    // those in line first, so that none takes the place of one that has ended
    present.sort(Comparator.comparing(life -> life.latest().isPresent()));
    present.forEach(life -> life.kill(Signal.TERM, untilKill));
    var ended = present.stream().map(Life::whenEnded).toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(ended)
        .handle((none, failure) -> true)
        .completeOnTimeout(false, limit.toNanos(), TimeUnit.NANOSECONDS)
        .join();
  }
}
