package execo.internal.sweep;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** A worker that has not ended, as the journal tells. */
final class Worker {
  final String id;
  WorkerProcess process;
  double leaseSeconds;

  /** When it began, in milliseconds of the epoch. */
  long since;

  /** When a sign of life was last read here, on the clock of {@link System#nanoTime}. */
  long seen;

  final Set<Entry> holds = Collections.newSetFromMap(new IdentityHashMap<>());

  Worker(String id, WorkerProcess process, double leaseSeconds) {
    this.id = id;
    this.process = process;
    this.leaseSeconds = leaseSeconds;
  }

  boolean lost(long now) {
    return now - seen > leaseSeconds * 1e9 || process.ended();
  }
}
