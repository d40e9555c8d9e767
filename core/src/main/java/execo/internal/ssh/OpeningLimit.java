package execo.internal.ssh;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Limits how many connections are being opened at once. Nobody waits in a thread: what must wait is
 * run when a place is free, first come, first served. Thread-safe.
 */
final class OpeningLimit {
  /** A place that was given; it is given back once. */
  final class Place {
    private boolean held = true;

    void release() {
      synchronized (this) {
        if (!held) {
          return;
        }
        held = false;
      }
      OpeningLimit.this.release();
    }
  }

  /** What is to be done with a place. */
  interface Opening {
    void open(Place place);
  }

  private final Queue<Opening> waiting = new ArrayDeque<>();
  private int free;

  OpeningLimit(int places) {
    free = places;
  }

  /** Opens with the next free place: now, or later from another thread. */
  void enter(Opening opening) {
    synchronized (this) {
      if (free == 0) {
        waiting.add(opening);
        return;
      }
      free--;
    }
    opening.open(new Place());
  }

  private void release() {
    Opening next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        free++;
        return;
      }
    }
    next.open(new Place());
  }
}
