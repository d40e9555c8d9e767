package execo.internal.sweep;

import java.util.EnumMap;
import java.util.List;

/**
 * What is known of a sweep at one moment.
 *
 * @param touched the elements of the list that somebody touched, in the list's order; the others
 *     are to do
 * @param workers the workers that have not ended
 */
public record Picture(List<Touched> touched, List<AtWork> workers) {
  /**
   * An element.
   *
   * @param index its place in the list
   * @param by the worker that was the last to do something with it
   * @param at when, in milliseconds of the epoch
   * @param took how long it took until it was done, in seconds; NaN if unknown
   * @param failures the attempts that failed
   */
  public record Touched(
      int index, State state, String by, long at, double took, List<Attempt> failures) {}

  /**
   * A worker.
   *
   * @param since when it began, in milliseconds of the epoch
   * @param signed when it gave its last sign of life, in milliseconds of the epoch
   * @param leaseSeconds how long it may give none
   * @param inProgress how many elements it has in progress
   */
  public record AtWork(
      String id,
      WorkerProcess process,
      long since,
      long signed,
      double leaseSeconds,
      int inProgress) {}

  /** How many elements of a list of this size are in each state. */
  public Counts counts(int size) {
    var counts = new EnumMap<State, Integer>(State.class);
    counts.put(State.TODO, size - touched.size());
    touched.forEach(each -> counts.merge(each.state(), 1, Integer::sum));
    return new Counts(
        counts.getOrDefault(State.TODO, 0),
        counts.getOrDefault(State.IN_PROGRESS, 0),
        counts.getOrDefault(State.DONE, 0),
        counts.getOrDefault(State.SKIPPED, 0),
        counts.getOrDefault(State.FAILED, 0),
        touched.stream()
            .filter(each -> each.state() == State.DONE && !Double.isNaN(each.took()))
            .mapToDouble(Touched::took)
            .average()
            .orElse(Double.NaN));
  }
}
