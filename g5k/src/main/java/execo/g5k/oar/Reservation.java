package execo.g5k.oar;

import execo.host.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that do not outlive this program. They are deleted when this is closed; if the program ends
 * before, however it does, the guard process of this machine has them deleted. Thread-safe.
 */
public final class Reservation implements AutoCloseable {
  private final Oar oar;
  private final Disposal disposal;
  private boolean closed;

  Reservation(Oar oar, Disposal disposal) {
    this.oar = oar;
    this.disposal = disposal;
  }

  /** The jobs, in the order of the requests; an array has several. */
  public List<OarJob> jobs() {
    return disposal.jobs();
  }

  /**
   * The only job.
   *
   * @throws IllegalStateException if there are others
   */
  public OarJob job() {
    if (jobs().size() != 1) {
      throw new IllegalStateException("not one job but " + jobs().size() + ": " + jobs());
    }
    return jobs().getFirst();
  }

  /** Waits until all jobs have started; false as soon as one ends without that. */
  public boolean awaitStart() {
    return awaitStart(null, _ -> {});
  }

  /**
   * Waits until all jobs have started.
   *
   * @param timeout how long at most; null is for ever
   * @param prediction told when one of the jobs is expected to start, each time that changes
   * @return false as soon as one ends before it was seen running, or if one has not started in time
   */
  public boolean awaitStart(@Nullable Duration timeout, Consumer<Instant> prediction) {
    return oar.awaitStart(jobs(), timeout, prediction);
  }

  /** The nodes of all jobs, once all have started. */
  public List<Host> nodes() {
    return nodes(null);
  }

  /**
   * The nodes of all jobs, once all have started.
   *
   * @throws OarException as soon as one ends before, or if one does not start in time
   */
  public List<Host> nodes(@Nullable Duration timeout) {
    return oar.nodes(jobs(), timeout);
  }

  /** Leaves the jobs alone from now on: they outlive this program. */
  public synchronized List<OarJob> keep() {
    closed = true;
    disposal.forget();
    return jobs();
  }

  /**
   * Deletes the jobs; does nothing if that was done. One that cannot be deleted now is tried again
   * when the program ends. If the thread is interrupted, it does not wait for the deletion, which
   * goes on.
   */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      disposal.run();
    }
  }

  /** The jobs. */
  @Override
  public String toString() {
    return "Reservation" + jobs();
  }
}
