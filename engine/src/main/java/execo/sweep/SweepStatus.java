package execo.sweep;

import execo.sweep.Snapshot.WorkerInfo;
import java.time.Instant;
import java.util.List;

/**
 * How far a sweep is, level by level, what failed and why, and who works on it: as a text for
 * people, and as JSON for programs.
 *
 * @param url where it is kept, without passwords
 * @param at when this was so
 * @param stats counts for all and for each level
 * @param failures what failed
 * @param problems lines of its journal that could not be read
 */
public record SweepStatus(
    String url,
    Instant at,
    Progress progress,
    SweepStats stats,
    List<Failure<?>> failures,
    List<WorkerInfo> workers,
    List<String> problems) {

  /** What a view shows now. */
  public static <E> SweepStatus of(SweepView<E> view) {
    return view.pictured((list, picture) -> {
      var snapshot = Pictures.snapshot(list, picture);
      return new SweepStatus(
          view.url(),
          Instant.now(),
          Pictures.progress(picture.counts(list.size())),
          SweepStats.of(list, snapshot),
          List.copyOf(snapshot.failed()),
          snapshot.workers(),
          view.problems());
    });
  }

  /** All as one JSON object on a line; times in seconds, dates in UTC. */
  public String toJson() {
    return StatusJson.of(this);
  }

  /** A table of levels, then failures, workers and problems, a line each. */
  @Override
  public String toString() {
    return new StatusText(this).toString();
  }
}
