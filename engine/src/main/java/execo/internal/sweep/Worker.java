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

  /** When the last sign of life was given, in milliseconds of the epoch, as the worker says. */
  long signed;

  final Set<Entry> holds = Collections.newSetFromMap(new IdentityHashMap<>());

  Worker(String id, WorkerProcess process, double leaseSeconds) {
    this.id = id;
    this.process = process;
    this.leaseSeconds = leaseSeconds;
  }

  /** It gave a sign of life. */
  void sign(long at, long now) {
    signed = Math.max(signed, at);
    seen = now;
  }

  Picture.AtWork picture() {
    return new Picture.AtWork(id, process, since, signed, leaseSeconds, holds.size());
  }

  boolean lost(long now) {
    return now - seen > leaseSeconds * 1e9 || process.ended();
  }
}
