package execo.testbed.grid5000.internal.oar;

import execo.testbed.grid5000.VirtualClock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of the jobs of a site, and the time they go by.
 *
 * <p>Its monitor guards the jobs: who reads or changes one holds it.
 */
final class Jobs {
  private final Resources resources;
  private final VirtualClock clock;
  private final int firstId;
  private final Map<Integer, Job> all = new TreeMap<>();
  private int events;

  Jobs(Resources resources, VirtualClock clock, int firstId) {
    this.resources = resources;
    this.clock = clock;
    this.firstId = firstId;
  }

  /** The time, in seconds of the epoch. */
  long now() {
    return clock.now().getEpochSecond();
  }

  /** What they are given. */
  Resources resources() {
    return resources;
  }

  /** The number of the job to be added next. */
  int nextId() {
    return firstId + all.size();
  }

  void add(Job job) {
    all.put(job.id, job);
  }

  /** A job, or null. */
  @Nullable Job get(int id) {
    return all.get(id);
  }

  /** All jobs, in the order of their numbers. */
  Collection<Job> all() {
    return all.values();
  }

  /** The jobs that hold resources. */
  Stream<Job> holding() {
    return all.values().stream().filter(job -> job.state.holds());
  }

  /** The accepted reservations that have not started. */
  Stream<Job> reserved() {
    return all.values().stream().filter(job -> job.reserved && job.state.pending());
  }

  /** The jobs that wait for the scheduler, those with a date of their own aside. */
  List<Job> waiting(Predicate<Job> which) {
    return all.values().stream()
        .filter(job -> job.state == JobState.WAITING && !job.reserved && !job.killed)
        .filter(which)
        .toList();
  }

  /** Writes down what happens to a job. */
  void note(Job job, String type, String description) {
    job.add(++events, type, now(), description);
  }

  /** A job as it is now. */
  JobInfo info(Job job) {
    return job.info(resources);
  }
}
