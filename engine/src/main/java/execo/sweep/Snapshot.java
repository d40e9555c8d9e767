package execo.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All elements of a sweep by state, as they were at one moment, each list in the order of the
 * sweep.
 *
 * @param workers who works on it
 */
public record Snapshot<E>(
    List<E> todo,
    List<InProgress<E>> inProgress,
    List<Done<E>> done,
    List<E> skipped,
    List<Failure<E>> failed,
    List<WorkerInfo> workers) {

  /**
   * An element in progress.
   *
   * @param worker who has it
   * @param since when it was taken
   */
  public record InProgress<E>(E element, String worker, Instant since) {}

  /**
   * An element that is done.
   *
   * @param worker who did it
   * @param when when it was done
   * @param duration how long it took; null if that is not known
   */
  public record Done<E>(E element, String worker, Instant when, @Nullable Duration duration) {}

  /**
   * A worker that has not ended: one sweeper in one process.
   *
   * @param name its name: host, process number and a mark of its own, between slashes
   * @param host its host
   * @param pid the number of its process
   * @param since when it took its first element
   * @param seen when it gave its last sign of life, on its own clock
   * @param lease how long it may give none before what it has is given to others
   * @param inProgress how many elements it has in progress
   */
  public record WorkerInfo(
      String name,
      String host,
      long pid,
      Instant since,
      Instant seen,
      Duration lease,
      int inProgress) {}
}
