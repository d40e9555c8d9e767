package execo.g5k.oar;

import execo.internal.wait.Parallel;
import execo.log.Log;
import execo.process.LastCommand;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The duty to delete jobs: when it is time, or else when this program ends, however it does.
 * Thread-safe.
 */
final class Disposal {
  private final OarBackend backend;
  private final List<OarJob> jobs;
  private final List<LastCommand> kept;

  /**
   * A duty that is kept already.
   *
   * @param kept what deletes the jobs when this program has ended
   */
  Disposal(OarBackend backend, List<OarJob> jobs, List<LastCommand> kept) {
    this.backend = backend;
    this.jobs = List.copyOf(jobs);
    this.kept = List.copyOf(kept);
  }

  /**
   * The duty to delete these jobs.
   *
   * @throws UncheckedIOException if nothing can be kept for the end of this program
   */
  static Disposal of(OarBackend backend, List<OarJob> jobs) {
    var kept =
        jobs.stream()
            .collect(Collectors.groupingBy(job -> Optional.ofNullable(job.site())))
            .entrySet()
            .stream()
            .flatMap(site -> backend.release(site.getKey().orElse(null), site.getValue()).stream())
            .map(LastCommand::of)
            .toList();
    return new Disposal(backend, jobs, kept);
  }

  /**
   * The duty to delete these jobs at once; kept for the end of this program if that is possible.
   */
  static Disposal atOnce(OarBackend backend, List<OarJob> jobs) {
    try {
      return of(backend, jobs);
    } catch (UncheckedIOException e) {
      Log.program().warn(String.valueOf(e.getMessage()));
      return new Disposal(backend, jobs, List.of());
    }
  }

  /** The jobs. */
  List<OarJob> jobs() {
    return jobs;
  }

  /**
   * Forgets it: the jobs outlive this program.
   *
   * @throws UncheckedIOException if what is kept for the end cannot be withdrawn
   */
  void forget() {
    kept.forEach(LastCommand::withdraw);
  }

  /**
   * Deletes the jobs. Where that fails a warning is logged, and it is tried again when this program
   * ends. An interrupt of the caller only ends the wait for it.
   *
   * @return what became of each, in their order; empty if the caller is interrupted
   */
  Optional<List<Deletion>> run() {
    return Aside.regardless(this::delete);
  }

  private List<Deletion> delete() {
    var deletions = Parallel.outcomes(jobs, this::delete);
    var failed = deletions.stream().filter(deletion -> !deletion.ok()).toList();
    if (failed.isEmpty()) {
      tidyUp();
    } else {
      Log.program()
          .warn(
              failed.stream()
                  .map(each -> "job " + each.job() + " was not deleted: " + each.message())
                  .collect(Collectors.joining("; ")));
    }
    return deletions;
  }

  /** What stays finds nothing to delete. */
  private void tidyUp() {
    try {
      forget();
    } catch (UncheckedIOException e) {
      Log.program().detail(String.valueOf(e.getMessage()));
    }
  }

  private Deletion delete(OarJob job) {
    try {
      return backend.delete(job);
    } catch (RuntimeException e) {
      return new Deletion(
          job, Deletion.Outcome.FAILED, Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
  }
}
