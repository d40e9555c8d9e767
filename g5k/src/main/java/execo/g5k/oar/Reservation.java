package execo.g5k.oar;

import execo.host.Host;
import execo.log.Log;
import execo.process.LastCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that do not outlive this program. They are deleted when this is closed; if the program ends
 * before, however it does, the guard process of this machine has them deleted. Thread-safe.
 */
public final class Reservation implements AutoCloseable {
  private final Oar oar;
  private final List<OarJob> jobs;
  private final List<LastCommand> kept;
  private boolean closed;

  Reservation(Oar oar, List<OarJob> jobs, List<LastCommand> kept) {
    this.oar = oar;
    this.jobs = jobs;
    this.kept = kept;
  }

  /** The jobs, in the order of the request. */
  public List<OarJob> jobs() {
    return jobs;
  }

  /**
   * The only job.
   *
   * @throws IllegalStateException if there are others
   */
  public OarJob job() {
    if (jobs.size() != 1) {
      throw new IllegalStateException("not one job but " + jobs.size() + ": " + jobs);
    }
    return jobs.getFirst();
  }

  /** Waits until all jobs have started; false if one ended without that. */
  public boolean awaitStart() {
    return awaitStart(null, _ -> {});
  }

  /**
   * Waits until all jobs have started.
   *
   * @param timeout how long at most; null is for ever
   * @param prediction told when one of the jobs is expected to start, each time that changes
   */
  public boolean awaitStart(@Nullable Duration timeout, Consumer<Instant> prediction) {
    return Parallel.map(jobs, job -> oar.awaitStart(job, timeout, prediction)).stream()
        .allMatch(started -> started);
  }

  /** The nodes of all jobs, once all have started. */
  public List<Host> nodes() {
    return nodes(null);
  }

  /**
   * The nodes of all jobs, once all have started.
   *
   * @throws OarException if one ended before, or does not start in time
   */
  public List<Host> nodes(@Nullable Duration timeout) {
    return Parallel.map(jobs, job -> oar.nodes(job, timeout)).stream()
        .flatMap(List::stream)
        .toList();
  }

  /** Leaves the jobs alone from now on: they outlive this program. */
  public synchronized List<OarJob> keep() {
    closed = true;
    kept.forEach(LastCommand::withdraw);
    return jobs;
  }

  /**
   * Deletes the jobs; does nothing if that was done. One that cannot be deleted now is tried again
   * when the program ends.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    var failed = oar.oardel(jobs).stream().filter(deletion -> !deletion.ok()).toList();
    if (failed.isEmpty()) {
      kept.forEach(LastCommand::withdraw);
    } else {
      Log.program()
          .warn(
              failed.stream()
                  .map(each -> "job " + each.job() + " was not deleted: " + each.message())
                  .collect(Collectors.joining("; ")));
    }
  }

  /** The jobs. */
  @Override
  public String toString() {
    return "Reservation" + jobs;
  }
}
