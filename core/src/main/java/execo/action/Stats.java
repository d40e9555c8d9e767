package execo.action;

import execo.process.Attempt;
import execo.process.ManagedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a set of processes at one moment.
 *
 * @param name what they are the numbers of
 * @param start the earliest start; null if nothing has started
 * @param end the latest end; null while something is open, or if nothing has started
 * @param processes how many processes there are
 * @param started how many have started
 * @param ended how many have ended
 * @param errors how many could not start or lost their connection
 * @param timeouts how many were still running at their timeout
 * @param forcedKills how many had to be sent KILL
 * @param expectFailures how many did not say what was expected
 * @param writeErrors how many were not reached by what was written
 * @param nonZeroExitCodes how many ended with another exit code than 0
 * @param ok how many are ok
 * @param finishedOk how many have ended and are ok
 * @param parts the numbers of its parts
 */
public record Stats(
    String name,
    @Nullable Instant start,
    @Nullable Instant end,
    int processes,
    int started,
    int ended,
    int errors,
    int timeouts,
    int forcedKills,
    int expectFailures,
    int writeErrors,
    int nonZeroExitCodes,
    int ok,
    int finishedOk,
    List<Stats> parts) {

  public Stats {
    parts = List.copyOf(parts);
  }

  /** The numbers of an action and its parts. */
  public static Stats of(Action action) {
    return of(
        action.name(), action.processes(), action.parts().stream().map(Action::stats).toList());
  }

  /** The numbers of processes. */
  public static Stats of(
      String name, Collection<? extends ManagedProcess> processes, List<Stats> parts) {
    var attempts =
        processes.stream().map(ManagedProcess::attempt).filter(Objects::nonNull).toList();
    var latest =
        processes.stream()
            .filter(Stats::isSettled)
            .map(ManagedProcess::attempt)
            .filter(Objects::nonNull)
            .toList();
    return new Stats(
        name,
        attempts.stream().map(Attempt::start).min(Comparator.naturalOrder()).orElse(null),
        latestEnd(processes),
        processes.size(),
        attempts.size(),
        count(processes, ManagedProcess::ended),
        count(latest, Attempt::error),
        count(latest, Attempt::timedOut),
        count(latest, Attempt::forcedKill),
        count(latest, Attempt::expectFailed),
        count(latest, Attempt::writeError),
        count(latest, Stats::nonZero),
        count(processes, ManagedProcess::ok),
        count(processes, ManagedProcess::finishedOk),
        parts);
  }

  /** These numbers without those of the parts. */
  public Stats withoutParts() {
    return new Stats(
        name,
        start,
        end,
        processes,
        started,
        ended,
        errors,
        timeouts,
        forcedKills,
        expectFailures,
        writeErrors,
        nonZeroExitCodes,
        ok,
        finishedOk,
        List.of());
  }

  /** From the earliest start to the latest end; null while something is open. */
  public @Nullable Duration length() {
    return start == null || end == null ? null : Duration.between(start, end);
  }

  private static @Nullable Instant latestEnd(Collection<? extends ManagedProcess> processes) {
    if (!processes.stream().allMatch(process -> process.ended() || process.cancelled())) {
      return null;
    }
    return processes.stream()
        .map(ManagedProcess::endDate)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Whether its present attempt is the one that counts, not a failed one that another follows. */
  private static boolean isSettled(ManagedProcess process) {
    var attempt = process.attempt();
    return attempt != null && (!attempt.ended() || process.ended());
  }

  private static boolean nonZero(Attempt attempt) {
    var code = attempt.exitCode();
    return code != null && code != 0;
  }

  private static <T> int count(Collection<? extends T> all, Predicate<T> which) {
    return (int) all.stream().filter(which).count();
  }
}
